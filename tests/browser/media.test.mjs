// Other ways to read: on paper, enlarged, with the reader's own spacing, in forced colours, and without motion.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { each, host, launch, made, none, open, settle } from './browser.mjs';
import { textFaults } from './checks.mjs';
import { axeFaults, drawingFaults } from './rules.mjs';
import { pageOf, representatives, sites } from './sites.mjs';

const LONG = 5000;
const SHEETS = 2;
const A4 = { width: 718, height: 1047 };
const ENLARGED = 'html { font-size: 200% !important }';
const SPACED =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';
const all = sites('bundled', 'many');
const bundled = all[0];
const chosen = all.flatMap(representatives);
let browser;
let hosted;

before(async () => {
  [browser, hosted] = await Promise.all([launch(), host(all)]);
});
after(() => Promise.all([browser.close(), hosted.close()]));

/** Puts a sheet of the reader's own over those of the page. */
const restyle = (page, css) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);

const sheets = async (page) => (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g).length;

/** Runs inside the page: addresses that paper does not show, those of links to elsewhere and the page's own. */
function paperFaults() {
  const faults = [];
  const added = (element) => ['::before', '::after'].map((part) => getComputedStyle(element, part).content).join(' ');
  const canonical = document.querySelector('link[rel=canonical]')?.href;
  const own = new URL(canonical ?? location.href).origin;
  for (const link of document.querySelectorAll('a[href^="http"]')) {
    if (!link.checkVisibility() || link.origin === own || link.origin === location.origin) continue;
    if (!`${link.innerText} ${added(link)}`.includes(link.getAttribute('href')))
      faults.push(`the address of «${link.innerText}» is not written out`);
  }
  const additions = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility()).map(added);
  const has = (address) => [document.body.innerText, ...additions].some((text) => text.includes(address));
  if (canonical && !has(canonical) && !has(decodeURI(canonical))) faults.push('the address of the page is not on it');
  return faults;
}

test('communiqués go on two sheets', async () => {
  const pages = bundled.pages.filter(({ kind }) => kind === 'communique').map((page) => ({ page }));
  const faults = await each(browser, pages, {}, async ({ page, visit }, task) => {
    await visit(hosted.url(task.page));
    if ((await page.locator('main').innerText()).length > LONG) return [];
    const count = await sheets(page);
    return count > SHEETS ? [`takes ${count} sheets`] : [];
  });
  none(faults);
});

test('paper shows addresses, and no text over text', async () => {
  let links = 0;
  const faults = await each(
    browser,
    chosen.map((page) => ({ page })),
    { viewport: A4 },
    async ({ page, visit }, task) => {
      await page.emulateMedia({ media: 'print' });
      await visit(hosted.url(task.page));
      links += await page.locator('a[href^="https://example.net/news/"]:visible').count();
      const found = task.page.kind === 'communique' ? await page.evaluate(paperFaults) : [];
      return [...found, ...(await page.evaluate(textFaults))];
    },
  );
  none(faults);
  assert(links > 0, 'no link to elsewhere was seen');
});

test('at 200 %, with larger text, and with wider spacing', async () => {
  const options = { deviceScaleFactor: 2 };
  const faults = await each(
    browser,
    chosen.map((page) => ({ page })),
    options,
    async ({ page, visit }, task) => {
      await page.setViewportSize({ width: 640, height: 400 });
      await visit(hosted.url(task.page));
      const found = (await page.evaluate(textFaults)).map((what) => `at 200 %: ${what}`);
      for (const [name, width, css] of [
        ['larger', 1280, ENLARGED],
        ['spaced', 1280, SPACED],
        ['spaced', 360, SPACED],
      ]) {
        await page.setViewportSize({ width, height: 800 });
        await restyle(page, css);
        await settle(page);
        found.push(...(await page.evaluate(textFaults)).map((what) => `${name} at ${width}: ${what}`));
      }
      return found;
    },
  );
  none(faults);
});

test('forced colours', async () => {
  const kinds = ['home', 'communique', 'copies', 'timeline', 'timeline year', 'about'];
  const pages = representatives(bundled).filter(({ kind }) => kinds.includes(kind));
  const tasks = pages.map((page) => ({ page }));
  const faults = await each(browser, tasks, { forcedColors: 'active' }, async ({ page, visit }, task) => {
    const found = [];
    await visit(hosted.url(task.page));
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await settle(page);
      const seen = [...(await axeFaults(page, colorScheme === 'dark')), ...(await page.evaluate(drawingFaults))];
      found.push(...seen.map((what) => `${colorScheme}: ${what}`));
    }
    return found;
  });
  none(faults);
});

test('the timeline is drawn, for the eye only', async () => {
  const { page, visit, close } = await open(browser);
  for (const site of all) {
    for (const lang of ['ar', 'en']) {
      await visit(hosted.url(pageOf(site, 'timeline', lang)));
      const drawings = page.locator('figure.drawn svg');
      assert(await drawings.count(), `${site.name} ${lang}: nothing is drawn`);
      assert.equal(await page.locator('figure.drawn svg:not([aria-hidden="true"])').count(), 0);
      const links = await drawings
        .locator('a')
        .evaluateAll((found) => found.map((link) => link.getAttribute('tabindex')));
      assert(links.length > 0, 'no mark leads anywhere');
      assert(
        links.every((index) => index === '-1'),
        'a mark takes a stop of the keyboard',
      );
    }
  }
  await close();
});

/** Runs inside the page: what moves although the reader asked that nothing should. */
function motionFaults() {
  const smooth = [...document.querySelectorAll('*')].filter(
    (element) => getComputedStyle(element).scrollBehavior === 'smooth',
  );
  const moving = document.getAnimations();
  return [
    ...smooth.map((element) => `<${element.localName}> scrolls smoothly`),
    ...moving.map(({ effect }) => `<${effect.target.localName}> moves`),
  ];
}

test('nothing moves where less motion is asked for', async () => {
  const pages = representatives(bundled).map((page) => ({ page }));
  none(
    await each(browser, pages, { reducedMotion: 'reduce' }, async ({ page, visit }, task) => {
      await visit(hosted.url(task.page));
      return page.evaluate(motionFaults);
    }),
  );
});

test('each check finds what it is for', async () => {
  const opened = await open(browser, { reducedMotion: 'reduce', viewport: A4 });
  const { page } = opened;
  const finds = async (html, check, wanted, css) => {
    await made(opened, html);
    if (css) await restyle(page, css);
    const found = await page.evaluate(check);
    assert(
      found.some((what) => what.includes(wanted)),
      `${wanted} is not among ${JSON.stringify(found)}`,
    );
  };
  await made(opened, '<p style="block-size:2000px">long</p><p>end</p>');
  assert.equal(await sheets(page), 2);
  await finds('<a href="https://example.org/">there</a>', paperFaults, 'the address of «there»');
  await finds('<link rel="canonical" href="https://example.org/"><p>x</p>', paperFaults, 'the address of the page');
  const written =
    '<style>a::after { content: " (" attr(href) ")" }</style><link rel="canonical" href="https://example.org/own/"><a href="https://example.org/own/">x</a><a href="https://example.com/a">y</a>';
  await made(opened, written);
  assert.deepEqual(await page.evaluate(paperFaults), []);
  await finds(
    '<p style="block-size:1.2em;overflow:hidden;line-height:1.2;inline-size:19em">text that fits in one line, if only just so</p>',
    textFaults,
    'cuts off',
    SPACED,
  );
  await finds('<div style="inline-size:40rem">wide</div>', textFaults, 'sideways', ENLARGED);
  await finds('<style>html { scroll-behavior: smooth }</style><p>x</p>', motionFaults, 'smoothly');
  await finds(
    '<style>@keyframes k { to { opacity: 0 } } p { animation: k 9s infinite }</style><p>x</p>',
    motionFaults,
    'moves',
  );
  await page.emulateMedia({ forcedColors: 'active' });
  await finds('<svg><a href="#a"><circle r="9" fill="white"/></a></svg>', drawingFaults, 'leads to #a');
  await made(opened, '<svg><a href="#a"><circle r="9" fill="CanvasText"/></a></svg>');
  assert.deepEqual(await page.evaluate(drawingFaults), []);
  await opened.close();
});
