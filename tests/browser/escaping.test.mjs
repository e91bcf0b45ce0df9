// The site of tests/it/escaping, whose reports carry texts that would be markup or script where they are not escaped: without
// its policy no page of it runs any of them, and with it nothing is left for the policy to refuse.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { serve } from './server.mjs';
import { representatives, site, sites } from './sites.mjs';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const POLICY = /<meta http-equiv=["']?Content-Security-Policy[^>]*>/i;
const TABS = 3;
const folder = join(process.env.SITES, 'escaping');
const payloads = Object.values(JSON.parse(readFileSync('../payloads.json', 'utf8'))).flat();
let browser;

before(async () => {
  assert(existsSync(folder), 'tests/run builds the site');
  browser = await launch();
});
after(() => browser.close());

/** Runs in each page and each frame before anything of its own: notes what a payload does, and what the policy refuses. */
function watch() {
  const note = (what) => window.noted(`${what} at ${location.href}`);
  for (const name of ['pwned', 'alert', 'confirm', 'prompt', 'print']) {
    Object.defineProperty(window, name, { value: () => note(name), writable: false, configurable: false });
  }
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    note(`${effectiveDirective} refuses ${blockedURI || 'inline'}`);
  });
}

/** A tab that notes what runs, what is refused, and what is asked of other origins. */
async function tab(noted) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.exposeFunction('noted', (what) => noted.push(what));
  await context.addInitScript(watch);
  const page = await context.newPage();
  page.on('dialog', (dialog) => {
    noted.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('console', (message) => message.type() === 'error' && noted.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => noted.push(`script: ${error.message}`));
  page.on('popup', (popup) => noted.push(`window ${popup.url()}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== '127.0.0.1') noted.push(`request ${request.url()}`);
  });
  return { page, close: () => context.close() };
}

/** Does to every element what a reader might. No link is followed: where one leads is for the check of its address. */
function touch() {
  addEventListener('click', (event) => event.preventDefault(), { capture: true });
  addEventListener('submit', (event) => event.preventDefault(), { capture: true });
  const main = [...document.querySelectorAll('*')];
  for (const element of main) {
    for (const kind of ['mouseover', 'mouseenter', 'pointerover', 'focus', 'click', 'error', 'load', 'toggle']) {
      if (element.attributes.length > 0) element.dispatchEvent(new Event(kind, { bubbles: false, cancelable: true }));
    }
  }
  const schemes = [...document.querySelectorAll('[href], [src], [action]')]
    .map((element) => element.href?.baseVal ?? element.href ?? element.src ?? element.action)
    .filter(
      (url) => url && !/^(https?|mailto):/.test(url) && !String(url).startsWith('/') && !String(url).startsWith('#'),
    );
  const handlers = main.flatMap((element) => [...element.attributes].filter(({ name }) => name.startsWith('on')));
  return { schemes, handlers: handlers.map(({ name, value }) => `${name}=${value}`) };
}

/**
 * One page of every second communiqué, in Arabic and in English by turns; of meetings, tags and all else some, and one
 * page of each kind. With PAYLOADS=all every communiqué and meeting in both languages, and far more of the rest.
 */
const shown = (built) => {
  const all = process.env.PAYLOADS === 'all';
  const every = all
    ? { communique: 1, meeting: 1, tag: 4, other: 20 }
    : { communique: 4, meeting: 12, tag: 96, other: 300 };
  const counts = {};
  const chosen = built.pages.filter(({ kind, lang }) => {
    const key = `${kind} ${lang}`;
    counts[key] = (counts[key] ?? (lang === 'en' ? 0 : -1)) + 1;
    return counts[key] % (every[kind] ?? every.other) === 0;
  });
  return [...chosen, ...representatives(built)];
};

/** Opens every address and touches what is there. */
async function open(addresses) {
  const noted = [];
  const queue = [...addresses];
  const worker = async () => {
    const { page, close } = await tab(noted);
    for (let address = queue.shift(); address; address = queue.shift()) {
      await page.goto(address, { waitUntil: 'load' });
      const { schemes, handlers } = await page.evaluate(touch);
      noted.push(...schemes.map((url) => `${url} at ${address}`), ...handlers.map((one) => `${one} at ${address}`));
    }
    // What was started last may need a moment.
    await page.waitForTimeout(100);
    await close();
  };
  await Promise.all(Array.from({ length: TABS }, worker));
  return noted;
}

test('no payload runs on any page without its policy', async (t) => {
  const built = site(folder, 'escaping');
  const host = await serve(folder, built.base, { edit: (html) => html.replace(POLICY, '') });
  const first = await (await fetch(host.origin + built.base)).text();
  assert(!POLICY.test(first), 'the policy is still there');
  const began = performance.now();
  const pages = shown(built);
  const noted = await open(pages.map(({ path }) => host.origin + path));
  await host.close();
  assert.deepEqual(noted, []);
  t.diagnostic(
    `${pages.length} pages of ${payloads.length} payloads without their policy, 0 script runs, ${Math.round((performance.now() - began) / 1000)} s`,
  );
});

test('no payload runs in the results of a search', async (t) => {
  const built = site(folder, 'escaping');
  const host = await serve(folder, built.base, { edit: (html) => html.replace(POLICY, '') });
  const noted = [];
  const { page, close } = await tab(noted);
  let drawn = 0;
  for (const lang of ['', 'en/']) {
    // What a reader may be sent: an address with the payload as the query.
    for (const payload of payloads.filter((_, at) => at % 50 === 0)) {
      await page.goto(
        `${host.origin}${built.base}${lang}search/?q=${encodeURIComponent(payload)}&tag=${encodeURIComponent(payload)}`,
      );
      await page.waitForFunction(() => document.querySelector('main form')?.dataset.answered !== undefined);
    }
    await page.goto(`${host.origin}${built.base}${lang}search/`);
    for (const query of [
      'pwned',
      'script',
      'onerror',
      'javascript',
      'svg',
      'img',
      'x',
      'example',
      'href',
      'constructor',
      '__proto__',
      ...payloads.filter((_, at) => at % 10 === 0),
    ]) {
      await page.fill('main input[type=search]', query);
      // The box takes line breaks out of what is typed.
      await page.waitForFunction(() => {
        const form = document.querySelector('main form');
        return form.dataset.answered === form.querySelector('input').value.trim();
      });
      drawn += await page.locator('.results li').count();
      const { schemes, handlers } = await page.evaluate(touch);
      noted.push(...schemes, ...handlers);
    }
  }
  await close();
  await host.close();
  assert.deepEqual(noted, []);
  assert(drawn > 500, `only ${drawn} results were drawn`);
  t.diagnostic(`${drawn} results of a search drawn, 0 script runs`);
});

test('the policies refuse nothing that pages of the site ask for', async (t) => {
  const all = [...sites(), site(folder, 'escaping')];
  let opened = 0;
  for (const one of all) {
    // Of the site with the payloads some, since those that count were opened above.
    const every = { escaping: 80, bundled: 1, real: 1 }[one.name];
    const pages = every ? one.pages.filter((_, at) => at % every === 0) : representatives(one);
    const host = await serve(one.folder, one.base);
    const noted = await open(pages.map(({ path }) => host.origin + path));
    await host.close();
    assert.deepEqual(noted, [], one.name);
    opened += pages.length;
  }
  t.diagnostic(`${opened} pages of ${all.length} sites with their policy, 0 violations`);
});

test('what runs is seen', async () => {
  const wrong = {
    'pwned at': [
      '<script>pwned()</script>',
      '<img src=x onerror=pwned()>',
      '<p onmouseover=pwned()>x',
      '<a href=# onclick=pwned()>x</a>',
      '<svg onload=pwned()>',
      '<iframe srcdoc="<script>parent.pwned()</script>"></iframe>',
    ],
    'alert at': ['<script>alert(1)</script>'],
    'request http://evil.example/': ['<img src=http://evil.example/>'],
    'javascript:pwned()': ['<a href=javascript:pwned()>x</a>'],
    'onwheel=': ['<p onwheel=pwned()>x'],
    'refuses inline': [
      '<meta http-equiv=Content-Security-Policy content="script-src \'self\'"><script>pwned()</script>',
    ],
  };
  const bodies = Object.values(wrong).flat();
  const noted = [];
  const { page, close } = await tab(noted);
  let body;
  await page.route('http://127.0.0.1:9/**', (route) => route.fulfill({ contentType: 'text/html', body }));
  for (const [wanted, list] of Object.entries(wrong)) {
    for (const html of list) {
      noted.length = 0;
      body = `<!doctype html><title>x</title>${html}`;
      await page.goto(`http://127.0.0.1:9/${bodies.indexOf(html)}`);
      const { schemes, handlers } = await page.evaluate(touch);
      noted.push(...schemes, ...handlers);
      await page.waitForTimeout(50);
      assert(
        noted.some((what) => what.includes(wanted)),
        `${html}: ${JSON.stringify(noted)}`,
      );
    }
  }
  await close();
});
