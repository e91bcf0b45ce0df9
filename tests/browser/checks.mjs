// What is looked for in an open page. Each function runs inside the page and gives its faults as text.

/** Text that lies over other text, is cut off by a box, or stands outside the page; and a page that scrolls sideways. */
export function textFaults() {
  const faults = [];
  const root = document.documentElement;
  const wide = root.scrollWidth - root.clientWidth;
  if (wide > 0) faults.push(`scrolls sideways by ${wide} px`);
  const short = (text) => `«${text.replace(/\s+/g, ' ').trim().slice(0, 40)}»`;
  const styles = new Map();
  const style = (element) => styles.get(element) ?? styles.set(element, getComputedStyle(element)).get(element);

  // A box that cuts off what is in it, in page coordinates; null where nothing does.
  const windows = new Map();
  const windowOf = (element) => {
    if (!element || element === document.body || element === root) return null;
    if (windows.has(element)) return windows.get(element);
    let window = windowOf(element.parentElement);
    const cuts =
      element.localName === 'svg' ||
      !/^visible/.test(style(element).overflowX) ||
      !/^visible/.test(style(element).overflowY);
    if (cuts && style(element).display !== 'inline' && style(element).overflow !== 'visible') {
      const box = element.getBoundingClientRect();
      window = window
        ? {
            left: Math.max(window.left, box.left),
            right: Math.min(window.right, box.right),
            top: Math.max(window.top, box.top),
            bottom: Math.min(window.bottom, box.bottom),
          }
        : box;
    }
    windows.set(element, window);
    return window;
  };
  const blockOf = (element) => {
    let block = element;
    while (block.parentElement && block.localName !== 'text' && /^(inline|contents|ruby.*)$/.test(style(block).display))
      block = block.parentElement;
    return block;
  };

  const pieces = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || /^(script|style|noscript|template|title|desc)$/.test(element.localName)) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    range.selectNodeContents(node);
    const window = windowOf(element);
    for (const rect of range.getClientRects()) {
      const { left, right, top, bottom } = rect;
      if (right - left < 1 || bottom <= 0) continue;
      const svg = element.closest('svg');
      if (svg) {
        const box = svg.getBoundingClientRect();
        if (
          style(svg).overflow !== 'visible' &&
          (left < box.left - 1 || right > box.right + 1 || top < box.top - 4 || bottom > box.bottom + 4)
        ) {
          faults.push(`the drawing cuts off ${short(node.data)}`);
        }
      }
      const seen = window
        ? {
            left: Math.max(left, window.left),
            right: Math.min(right, window.right),
            top: Math.max(top, window.top),
            bottom: Math.min(bottom, window.bottom),
          }
        : { left, right, top, bottom };
      if (seen.right - seen.left <= 2 || seen.bottom - seen.top <= 2) continue;
      if (seen.left < -1 || seen.right > root.clientWidth + 1) faults.push(`outside the page: ${short(node.data)}`);
      // Fonts reserve much height that no letter fills.
      const inset = (bottom - top) / 4;
      pieces.push({
        block: blockOf(element),
        text: node.data,
        left: seen.left,
        right: seen.right,
        top: Math.max(seen.top, top + inset),
        bottom: Math.min(seen.bottom, bottom - inset),
      });
    }
  }

  if (pieces.length === 0) faults.push('no text is seen');
  pieces.sort((one, other) => one.top - other.top);
  pieces.forEach((one, index) => {
    for (let next = index + 1; next < pieces.length && pieces[next].top < one.bottom - 2; next += 1) {
      const other = pieces[next];
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - other.top;
      if (one.block !== other.block && across > 2 && down > 2)
        faults.push(`${short(one.text)} lies over ${short(other.text)}`);
    }
  });

  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('svg') || element.clientWidth <= 2 || element.clientHeight <= 2 || !element.textContent.trim())
      continue;
    const { overflowX, overflowY, fontSize, webkitLineClamp } = style(element);
    const across = /hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1;
    const down =
      /hidden|clip/.test(overflowY) &&
      webkitLineClamp === 'none' &&
      element.scrollHeight > element.clientHeight + Number.parseFloat(fontSize) / 2;
    if ((across || down) && element.checkVisibility())
      faults.push(`<${element.localName} class="${element.className}"> cuts off ${short(element.textContent)}`);
  }
  return [...new Set(faults)].slice(0, 8);
}

/** Marks of a drawing that lie over each other, and parts of one mark that lie over the words of another. */
export function crowdFaults() {
  const faults = [];
  const name = (link) => link.textContent.replace(/\s+/g, ' ').trim().slice(0, 40) || link.getAttribute('href');
  const over = (one, other, least) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > least &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > least;
  for (const svg of document.querySelectorAll('svg:has(a)')) {
    const parts = [...svg.querySelectorAll('a circle, a ellipse, a path, a polygon, a rect, a text')].map((part) => {
      const { left, right, top, bottom } = part.getBoundingClientRect();
      const words = part.localName === 'text';
      // Fonts reserve much height that no letter fills.
      const inset = words ? (bottom - top) / 4 : 0;
      return { link: part.closest('a'), words, left, right, top: top + inset, bottom: bottom - inset };
    });
    const lines = ({ left, right, top, bottom }) => right - left < 3 || bottom - top < 3;
    parts.forEach((one, index) => {
      for (const other of parts.slice(index + 1)) {
        if (one.link === other.link || (one.words && other.words)) continue;
        const words = one.words || other.words;
        if (!words && (lines(one) || lines(other))) continue;
        if (over(one, other, words ? -0.1 : 2))
          faults.push(`drawn over each other: «${name(one.link)}» and «${name(other.link)}»`);
      }
    });
  }
  return [...new Set(faults)].slice(0, 8);
}

/**
 * What `watch` noted while the page loaded. `paint` says whether the largest paint must be text. Nothing may move, which is
 * what rounds to 0.00, unless fonts came later than the text: then half of what counts as good, since their stand-ins have
 * the same metrics, but not each letter's width.
 */
export async function loadFaults({ paint = false }) {
  const { shifts, paints, violations, fonts } = window.seen;
  const [text] = performance.getEntriesByName('first-contentful-paint');
  const shift = text && fonts > text.startTime ? 0.05 : 0.005;
  for (let wait = 0; paint && paints.length === 0 && wait < 20; wait += 1)
    await new Promise((later) => setTimeout(later, 50));
  const faults = violations.map((violation) => `policy: ${violation}`);
  const shifted = shifts.reduce((sum, { value }) => sum + value, 0);
  if (shifted > shift)
    faults.push(
      `shifts by ${shifted.toPrecision(2)}: ${[...new Set(shifts.flatMap(({ moved }) => moved))].slice(0, 3).join(' / ')}`,
    );
  if (paint) {
    const largest = paints.at(-1);
    if (!largest) faults.push('no largest paint was noted');
    else if (largest.url || !largest.text)
      faults.push(`the largest paint is no text: <${largest.name}> ${largest.url}`);
  }
  return faults;
}

/** How what has the focus fails to show it. The body may have it for one stop, between the last element and the first. */
export function focusFaults() {
  const element = document.activeElement;
  if (element === document.body) return [];
  const name = `<${element.localName}> «${element.textContent.trim().slice(0, 30)}»`;
  const faults = [];
  const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
  const outlined =
    outlineStyle !== 'none' &&
    Number.parseFloat(outlineWidth) >= 2 &&
    !/^transparent|^rgba.*, 0\)$|\/ 0\)$/.test(outlineColor);
  if (!outlined) {
    element.blur();
    const unfocused = getComputedStyle(element).boxShadow;
    element.focus({ preventScroll: true });
    if (boxShadow === 'none' || boxShadow === unfocused) faults.push(`${name} does not show its focus`);
  }
  const rect = element.getClientRects()[0];
  const inView =
    rect && rect.width > 0 && rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth;
  if (!inView || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    return [...faults, `${name} is out of view`];
  const [across, down] = [
    (Math.max(rect.left, 0) + Math.min(rect.right, innerWidth)) / 2,
    (Math.max(rect.top, 0) + Math.min(rect.bottom, innerHeight)) / 2,
  ];
  const top = document.elementFromPoint(across, down);
  if (!top || !(element.contains(top) || top.contains(element))) faults.push(`${name} is covered`);
  return faults;
}
