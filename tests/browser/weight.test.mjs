// Weight: what a first visit costs, how large the parts are, and how many letters stand in a line.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { each, host, launch, made, none, open, settle } from './browser.mjs';
import { serve } from './server.mjs';
import { representatives, sites } from './sites.mjs';

const KB = 1024;
const REQUESTS = 6;
const MOST = { page: 100 * KB, fonts: 35 * KB, html: 30 * KB, style: 12 * KB, script: 3 * KB };
const MEASURE = { ar: [55, 80], en: [50, 80] };
const all = sites();
const bundled = all.find(({ name }) => name === 'bundled');
let browser;
let hosted;

before(async () => {
  [browser, hosted] = await Promise.all([launch(), host(all)]);
});
after(() => Promise.all([browser.close(), hosted.close()]));

const sum = (requests) => requests.reduce((bytes, request) => bytes + request.bytes, 0);

/** What is too heavy about the requests of one visit. */
function heavy(sent) {
  const faults = [];
  const [bytes, fonts] = [sum(sent), sum(sent.filter(({ path }) => /\.woff2?\b/.test(path)))];
  if (sent.length > REQUESTS) faults.push(`${sent.length} requests: ${sent.map(({ path }) => path).join(' ')}`);
  if (bytes > MOST.page) faults.push(`${bytes} bytes`);
  if (fonts > MOST.fonts) faults.push(`${fonts} bytes of fonts`);
  return faults;
}

for (const site of all) {
  test(`a first visit to ${site.name}`, async () => {
    const tasks = representatives(site).map((page) => ({ page }));
    const faults = await each(browser, tasks, {}, async ({ page, visit }, task) => {
      // Nothing from a server of its own can have been kept.
      const server = await serve(site.folder, site.base);
      await visit(server.origin + task.page.path);
      await page.waitForTimeout(100);
      await server.close();
      const styled = server.sent.some(({ path }) => path.includes('.css'));
      return [...heavy(server.sent), ...(styled ? [] : ['asks for no style sheet'])];
    });
    none(faults);
  });
}

test('the parts of the bundled site are small', async () => {
  const { page, visit, close } = await open(browser);
  const sizeOf = (href) => statSync(join(bundled.folder, new URL(href).pathname.slice(bundled.base.length))).size;
  await visit(hosted.url(bundled.pages[0]));
  const styles = await page.locator('link[rel=stylesheet]').evaluateAll((found) => found.map(({ href }) => href));
  const scripts = await page.locator('script[src]').evaluateAll((found) => found.map(({ src, defer }) => [src, defer]));
  await close();
  assert.equal(styles.length, 1, 'style sheets');
  assert(sizeOf(styles[0]) <= MOST.style, `the style sheet has ${sizeOf(styles[0])} bytes`);
  assert.equal(scripts.length, 1, 'scripts');
  assert(scripts[0][1], 'the script is not deferred');
  assert(sizeOf(scripts[0][0]) <= MOST.script, `the script has ${sizeOf(scripts[0][0])} bytes`);
});

test('the communiqués of the bundled site are small', () => {
  const pages = bundled.pages.filter(({ kind }) => kind === 'communique');
  assert(pages.length > 0);
  none(
    pages
      .map(({ name, file }) => ({ page: name, bytes: statSync(file).size }))
      .filter(({ bytes }) => bytes > MOST.html)
      .map(({ page, bytes }) => ({ page, what: `${bytes} bytes of HTML` })),
  );
});

test('every page has a policy', () => {
  const open = all
    .flatMap(({ pages }) => pages)
    .filter(({ file }) => !/<meta [^>]*http-equiv="?content-security-policy/i.test(readFileSync(file, 'utf8')));
  none(
    open.map(({ site, name }) => ({ page: `${site} ${name}`, what: 'has no Content-Security-Policy' })),
    10,
  );
});

/** Runs inside the page: how many letters each full line of these paragraphs holds, marks above and below not counted. */
function lineLengths(selector) {
  const lengths = [];
  const range = document.createRange();
  for (const paragraph of document.querySelectorAll(selector)) {
    const lines = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('a.n')) continue;
      for (let at = 0; at < node.data.length; at += 1) {
        if (/\p{M}|[\u2066-\u2069]/u.test(node.data[at])) continue;
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const rect = range.getBoundingClientRect();
        if (rect.width === 0) continue;
        const middle = (rect.top + rect.bottom) / 2;
        if (lines.length === 0 || Math.abs(lines.at(-1).middle - middle) > rect.height / 3)
          lines.push({ middle, count: 0 });
        lines.at(-1).count += 1;
      }
    }
    lengths.push(...lines.slice(0, -1).map(({ count }) => count));
  }
  return lengths;
}

const PARAGRAPHS = {
  ar: '#text ~ * p, section:has(> #text) p',
  en: 'section:has(> #summary) [lang="en"] p, section:has(> #summary) p[lang="en"]',
};

for (const lang of ['ar', 'en']) {
  test(`lines of the ${lang === 'ar' ? 'Arabic text' : 'English summary'} are easy to read`, async () => {
    const { page, visit, close } = await open(browser);
    const lengths = [];
    for (const one of bundled.pages.filter((one) => one.kind === 'communique' && one.lang === lang)) {
      await visit(hosted.url(one));
      lengths.push(...(await page.evaluate(lineLengths, PARAGRAPHS[lang])));
    }
    await close();
    assert(lengths.length > 10, `only ${lengths.length} full lines`);
    const average = lengths.reduce((all, length) => all + length) / lengths.length;
    const [least, most] = MEASURE[lang];
    assert(average >= least && average <= most, `${average.toFixed(1)} letters in a line, not ${least} to ${most}`);
  });
}

test('each check finds what it is for', async () => {
  const opened = await open(browser);
  const one = { path: '/a', bytes: 10 };
  assert.deepEqual(heavy(Array(6).fill(one)), []);
  assert.match(heavy(Array(7).fill(one))[0], /7 requests/);
  assert.match(heavy([{ path: '/', bytes: 101 * KB }])[0], /bytes/);
  assert.match(heavy([{ path: '/a.woff2', bytes: 36 * KB }])[0], /fonts/);
  await made(
    opened,
    `<p style="font:16px/2 monospace;inline-size:30ch" lang="ar">${'نَصٌّ أب '.repeat(40)}<a class="n">1</a></p>`,
  );
  await settle(opened.page);
  const lengths = await opened.page.evaluate(lineLengths, 'p');
  assert(lengths.length > 5 && lengths.every((length) => length < 60), `${lengths}`);
  await made(opened, `<p style="font:16px/2 monospace;inline-size:30ch">${'words '.repeat(40)}</p>`);
  assert.deepEqual([...new Set(await opened.page.evaluate(lineLengths, 'p'))], [29]);
  await opened.close();
});
