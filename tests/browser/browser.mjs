// The browser: one for each file of tests, pages that note what goes wrong in them, and reports of what was found.
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export const launch = (args = []) =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...ARGS, ...args] });

/** Serves each site, and gives the addresses of their pages. */
export async function host(sites) {
  const servers = new Map();
  for (const { name, folder, base } of sites) servers.set(name, await serve(folder, base));
  return {
    url: (page) => servers.get(page.site).origin + page.path,
    sent: (name) => servers.get(name).sent,
    origin: (name) => servers.get(name).origin,
    close: () => Promise.all([...servers.values()].map((server) => server.close())),
  };
}

/** Runs in each page before anything of its own: notes shifts, the largest paint, when the last font came, and violations of its policy. */
function watch() {
  const seen = { shifts: [], paints: [], violations: [], fonts: 0 };
  window.seen = seen;
  document.fonts.addEventListener('loadingdone', ({ timeStamp }) => {
    seen.fonts = timeStamp;
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    seen.violations.push(`${event.effectiveDirective} refuses ${event.blockedURI || 'inline'}`);
  });
  const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe('layout-shift', (entry) => {
    const moved = entry.sources.map(({ node }) => (node?.textContent ?? '').trim().slice(0, 30));
    seen.shifts.push({ value: entry.value, moved });
  });
  observe('largest-contentful-paint', ({ url, element }) => {
    seen.paints.push({ url, name: element?.localName ?? '', text: (element?.textContent ?? '').trim().slice(0, 40) });
  });
}

/** A page of its own context. `log` holds what went wrong since the last visit. */
export async function open(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  page.setDefaultNavigationTimeout(30_000);
  const log = [];
  let origin = null;
  if (options.javaScriptEnabled !== false) await page.addInitScript(watch);
  page.on('console', (message) => /error|warning/.test(message.type()) && log.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => log.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => {
    // A page that is left gives up what it still asks for: that is no fault of the site.
    const error = request.failure()?.errorText ?? '';
    if (error !== 'net::ERR_ABORTED') log.push(`failed: ${request.url()} ${error}`);
  });
  page.on('response', (response) => response.status() >= 400 && log.push(`${response.status()}: ${response.url()}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== origin) log.push(`another origin: ${url.href}`);
  });
  const visit = async (url) => {
    log.length = 0;
    origin = new URL(url).origin;
    await page.goto(url, { waitUntil: 'load' });
    if (options.javaScriptEnabled !== false) await settle(page);
  };
  return { page, log, visit, close: () => context.close() };
}

/** Waits until fonts are there and two frames are drawn. */
export function settle(page) {
  return page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
  });
}

const MADE = 'http://127.0.0.1:9/made/';

/** Opens a page made here: what a check must find fault with. */
export async function made(opened, html) {
  await opened.page.route(MADE, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html><title>made</title>${html}` }),
  );
  await opened.visit(MADE);
}

/** Does something with every task, a few at a time, each of them in a page that is used again. */
export async function each(browser, tasks, options, work, workers = 3) {
  const queue = [...tasks];
  const faults = [];
  const worker = async () => {
    const opened = await open(browser, options);
    for (let task = queue.shift(); task; task = queue.shift()) {
      const where = { page: `${task.page.site} ${task.page.name}`, state: task.state ?? '' };
      try {
        for (const what of await work(opened, task)) faults.push({ ...where, what });
      } catch (error) {
        faults.push({ ...where, what: error.message.split('\n')[0] });
      }
    }
    await opened.close();
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return faults;
}

/** Fails with the faults that were found, one line for each that differs in more than the state it was seen in. */
export function none(faults, limit = 40) {
  const states = new Map();
  for (const { page, state, what } of faults) {
    const key = `${page}: ${what}`;
    states.set(key, [...(states.get(key) ?? []), state]);
  }
  if (states.size === 0) return;
  const lines = [...states].map(([key, seen]) => `  ${key}${seen[0] ? ` [${[...new Set(seen)].join(', ')}]` : ''}`);
  const more = lines.length > limit ? `\n  and ${lines.length - limit} more` : '';
  const error = new Error(`${lines.length} found\n${lines.slice(0, limit).join('\n')}${more}`);
  error.stack = error.message;
  throw error;
}
