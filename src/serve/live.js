// A change of the site → this page anew, at the same place; what is wrong → a note over it, until it is mended. It is in
// pages that `bayan serve` shows and in no other. One page of all that are open keeps the connection and tells the others,
// because a browser has six connections for a server and no more.
(() => {
  const script = document.currentScript;
  const version = script.dataset.version;
  const arabic = document.documentElement.lang !== 'en';
  const lang = arabic ? 'ar' : 'en';
  const words = {
    ar: {
      title: 'في الملفات ما يحتاج إلى إصلاح',
      text: 'تحت هذه الملاحظة آخر صفحة سليمة.',
      hide: 'إخفاء (Esc)',
    },
    en: {
      title: 'Something in the files is to be mended',
      text: 'Below this note is the last page that was good.',
      hide: 'Hide (Esc)',
    },
  }[lang];

  const KEY = `bayan-place ${location.pathname}`;
  const details = () => [...document.querySelectorAll('details')];

  /** Loads the page anew; what is seen of it is seen again. */
  function reload() {
    const open = details().map((one) => one.open);
    sessionStorage.setItem(KEY, JSON.stringify({ x: scrollX, y: scrollY, open }));
    location.reload();
  }

  /** Goes where the page was when it was loaded anew. */
  function restore() {
    const kept = sessionStorage.getItem(KEY);
    if (!kept) return;
    sessionStorage.removeItem(KEY);
    const { x, y, open } = JSON.parse(kept);
    details().forEach((one, index) => {
      one.open = open[index] ?? one.open;
    });
    const go = () => scrollTo({ left: x, top: y, behavior: 'instant' });
    go();
    // Fonts and pictures may have moved the text since.
    if (document.readyState !== 'complete') addEventListener('load', go, { once: true });
  }

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  let note = null;
  let told = '';
  const hide = () => {
    note?.remove();
    note = null;
  };

  /** Shows what is wrong, or takes the note away. What was hidden stays so until something else is wrong. */
  function show(findings) {
    const now = JSON.stringify(findings);
    if (now === told) return;
    told = now;
    hide();
    if (findings.length === 0) return;
    note = element('div', '', { class: 'bayan-note', role: 'alert', lang, dir: arabic ? 'rtl' : 'ltr' });
    const list = element('ul');
    for (const { path, line, column, code, message, hint } of findings) {
      const item = element('li');
      const place = `${path}:${line}:${column}`;
      item.append(element('code', place, { dir: 'ltr' }), element('p', message[lang]));
      if (hint) item.append(element('p', hint[lang], { class: 'bayan-hint' }));
      item.append(element('code', code, { dir: 'ltr', class: 'bayan-code' }));
      list.append(item);
    }
    const button = element('button', words.hide, { type: 'button' });
    button.addEventListener('click', hide);
    note.append(element('h2', words.title), element('p', words.text), list, button);
    document.body.prepend(note);
  }

  function hear(state) {
    if (state.version && state.version !== version) reload();
    else show(state.findings);
  }

  restore();
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });

  const channel = new BroadcastChannel('bayan-live');
  let last = null;
  channel.addEventListener('message', ({ data }) => {
    if (data !== 'ask') hear(data);
    else if (last) channel.postMessage(last);
  });

  function connect() {
    const source = new EventSource('/.bayan/events');
    source.addEventListener('message', ({ data }) => {
      last = JSON.parse(data);
      channel.postMessage(last);
      hear(last);
    });
    source.addEventListener('error', () => {
      // The browser tries again by itself unless it was turned away.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
    });
  }

  // The lock goes to the next page when this one is left.
  navigator.locks.request('bayan-live', () => {
    connect();
    return new Promise(() => {});
  });
  channel.postMessage('ask');
})();
