// Small comforts: light or dark colours, a paragraph's link on the clipboard, the same heading or search in the other language.
// Everything on the site works without this file.
const root = document.documentElement;
const said = document.currentScript.dataset;
const dark = matchMedia("(prefers-color-scheme: dark)");

const store = (theme) => {
  try {
    if (theme === undefined) return localStorage.getItem("theme");
    localStorage.setItem("theme", theme);
  } catch {
    return null; // Storage may be forbidden; the choice then lasts as long as the page.
  }
};
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
const apply = (theme) => {
  root.dataset.theme = theme;
  root.style.colorScheme = theme;
};

const button = document.createElement("button");
button.type = "button";
const show = () => {
  const label = isDark() ? said.light : said.dark;
  button.setAttribute("aria-label", label);
  button.title = label;
};
const chosen = store();
if (chosen === "dark" || chosen === "light") apply(chosen);
button.addEventListener("click", () => {
  apply(isDark() ? "light" : "dark");
  store(root.dataset.theme);
  show();
});
dark.addEventListener("change", show);
show();
document.querySelector(".switch")?.append(button);

const status = document.createElement("p");
status.className = "unseen";
status.setAttribute("role", "status");
document.body.append(status);
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (link.classList.contains("n")) {
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return; // The address bar shows the link all the same.
    }
    status.textContent = said.copied;
    link.classList.add("copied");
    setTimeout(() => {
      status.textContent = "";
      link.classList.remove("copied");
    }, 2500);
  } else if (link.hreflang && link.closest(".switch, footer")) {
    link.search = location.search;
    link.hash = location.hash || nearest();
  }
});

// The last heading above the middle of the window, if the reader has scrolled to one.
const nearest = () => {
  if (scrollY < 80) return "";
  const above = [...document.querySelectorAll("main h2[id], main p[id]")]
    .filter((place) => place.getBoundingClientRect().top < innerHeight / 2);
  return above.length ? `#${above.at(-1).id}` : "";
};

// The search is fetched when it is used.
for (const form of document.querySelectorAll("[data-search]")) {
  const start = async () => {
    form.removeEventListener("focusin", start);
    try {
      await (await import(form.dataset.search)).attach(form);
    } catch {
      const note = document.createElement("p");
      note.className = "notice";
      note.textContent = form.dataset.failed;
      form.append(note);
    }
  };
  form.addEventListener("focusin", start);
  if (form.contains(document.activeElement) || (form.className && location.search)) start();
}
