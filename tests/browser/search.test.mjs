// The search as readers use it: typed, by keyboard, filtered, shared, mistyped, in both languages, and by those who mean harm.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { crowdFaults, textFaults } from './checks.mjs';
import { host, launch, none, open, settle } from './browser.mjs';
import { axeFaults } from './rules.mjs';
import { serve } from './server.mjs';
import { site, sites } from './sites.mjs';

const KB = 1024;
const relevance = site(join(process.env.SITES, 'relevance'), 'relevance');
const all = [...sites('bundled', 'awkward', 'many', 'empty'), relevance];
const named = (name) => all.find((one) => one.name === name);
let browser;
let hosted;

before(async () => {
  [browser, hosted] = await Promise.all([launch(), host(all)]);
});
after(() => Promise.all([browser.close(), hosted.close()]));

const addressOf = (name, path) => hosted.origin(name) + named(name).base + path;
const box = (page) => page.locator('input[type=search]');

/** Waits until the results are those of a query. */
async function answered(page, query) {
  await page.waitForFunction((wanted) => {
    const form = document.querySelector('[data-search]');
    return form.dataset.answered === wanted;
  }, query.trim());
  await settle(page);
}

/** Opens the page of results with a query in its address. */
async function asked(opened, name, query, { lang = 'ar', more = '' } = {}) {
  const address = `${addressOf(name, lang === 'en' ? 'en/search/' : 'search/')}?q=${encodeURIComponent(query)}${more}`;
  await opened.visit(address);
  await answered(opened.page, query);
  return read(opened.page);
}

const read = (page) =>
  page.evaluate(() => ({
    status: document.querySelector('[role=status]:not(body > *)').textContent,
    said: document.querySelector('.instead')?.textContent ?? '',
    titles: [...document.querySelectorAll('.results .name')].map((title) => title.textContent),
    links: [...document.querySelectorAll('.results .name a')].map((link) => new URL(link.href).pathname),
    marks: [...document.querySelectorAll('.results mark')].map((mark) => mark.textContent),
    sides: [...document.querySelectorAll('.results [lang]')].map(({ lang, dir }) => `${lang} ${dir}`),
  }));

test('results come as one types, and the address leads to them again', async () => {
  const opened = await open(browser);
  const { page, log, visit } = opened;
  await visit(addressOf('bundled', 'search/'));
  await box(page).pressSequentially('لواشنطن');
  await answered(page, 'لواشنطن');
  const typed = await read(page);
  assert.equal(typed.titles.length, 1);
  assert.match(typed.titles[0], /واشنطن/);
  assert(typed.marks.includes('واشنطن'), `${typed.marks}`);
  assert.equal(typed.status, 'نتيجة واحدة');
  assert.equal(new URL(page.url()).searchParams.get('q'), 'لواشنطن');
  await page.reload();
  await answered(page, 'لواشنطن');
  assert.deepEqual(await read(page), typed);
  await page.click('header .switch a[hreflang="en"]');
  await page.waitForURL(/\/en\/search\/\?q=/);
  await answered(page, 'لواشنطن');
  assert.match((await read(page)).status, /^1 result$/);
  await page.goBack();
  await answered(page, 'لواشنطن');
  await box(page).fill('');
  await answered(page, '');
  assert.deepEqual((await read(page)).titles, []);
  assert.equal(new URL(page.url()).search, '');
  assert.deepEqual(log, []);
  await opened.close();
});

test('what other searches do not find', async () => {
  const opened = await open(browser);
  for (const [name, query, form] of [
    ['bundled', 'بيان', /^(?:ال|وال|لل|بال)?بيان/],
    ['bundled', 'المغرب', /مغرب/],
    ['bundled', 'أمريكا', /أمريكا|أميركا|الولايات|المتحدة/],
    ['bundled', 'أميركا', /أمريكا|أميركا|الولايات|المتحدة/],
    ['bundled', 'Rome', /روما/],
    ['bundled', 'ISIS', /داعش/],
    ['relevance', 'الوزير', /وزير/],
    ['relevance', '٢٠٢٣', /2023|٢٠٢٣|۲۰۲۳/],
  ]) {
    const { titles, marks } = await asked(opened, name, query);
    assert(titles.length > 0, `${query} finds nothing`);
    assert(
      marks.some((mark) => form.test(mark)),
      `${query} marks ${marks}`,
    );
  }
  await opened.close();
});

test('a result is in its own language and direction, on pages of both', async () => {
  const opened = await open(browser);
  const arabic = await asked(opened, 'bundled', 'Blinken OR بلينكن'.replace(' OR ', ' '));
  const english = await asked(opened, 'bundled', 'Pompeo', { lang: 'en' });
  assert(arabic.links.every((link) => !link.includes('/en/')) && english.links.every((link) => link.includes('/en/')));
  assert(english.titles.length > 0);
  for (const side of [...arabic.sides, ...english.sides]) assert(['ar rtl', 'en ltr'].includes(side), side);
  assert(english.sides.includes('en ltr') && arabic.sides.includes('ar rtl'));
  await opened.close();
});

test('filters count what they leave, and can be shared', async () => {
  const opened = await open(browser);
  const { page } = opened;
  await asked(opened, 'many', 'بيان', { lang: 'en' });
  const total = Number((await read(page)).status.match(/\d+/)[0]);
  assert(total > 100, `${total} results`);
  for (const facet of ['meeting', 'tag', 'year', 'language']) {
    const select = page.locator(`select[name=${facet}]`);
    const option = select.locator('option').nth(1);
    const [value, label] = [await option.getAttribute('value'), await option.textContent()];
    const count = Number(label.match(/\((\d+)\)$/)[1]);
    await select.selectOption(value);
    await page.waitForFunction(
      (wanted) => document.querySelector('.found [role=status]').textContent.startsWith(`${wanted} `),
      count,
    );
    assert.equal(new URL(page.url()).searchParams.get(facet), value);
  }
  await page.locator('select[name=sort]').selectOption('oldest');
  await settle(page);
  const before = await read(page);
  await page.reload();
  await answered(page, 'بيان');
  assert.deepEqual(await read(page), before);
  await opened.visit(`${addressOf('many', 'search/')}?year=2015`);
  await answered(page, '');
  assert((await read(page)).titles.length > 0, 'a filter alone finds nothing');
  await opened.close();
});

test('by date, newest or oldest first', async () => {
  const opened = await open(browser);
  const years = async (sort) => {
    await asked(opened, 'many', 'بيان', { lang: 'en', more: `&sort=${sort}` });
    const facts = await opened.page.locator('.results .meta').allTextContents();
    return facts.flatMap(
      (text) =>
        text
          .match(/\b20\d\d\b/)
          ?.slice(0, 1)
          .map(Number) ?? [],
    );
  };
  const [newest, oldest] = [await years('newest'), await years('oldest')];
  assert(newest.length > 5 && oldest.length > 5);
  assert.deepEqual(
    newest,
    [...newest].sort((one, other) => other - one),
  );
  assert.deepEqual(
    oldest,
    [...oldest].sort((one, other) => one - other),
  );
  assert(newest[0] > oldest[0]);
  await opened.close();
});

test('phrases, and words that must not be there', async () => {
  const opened = await open(browser);
  const loose = await asked(opened, 'relevance', 'إطلاق النار');
  const phrase = await asked(opened, 'relevance', '«إطلاق النار»');
  const turned = await asked(opened, 'relevance', '"النار إطلاق"');
  const without = await asked(opened, 'relevance', '"إطلاق النار" -مالي');
  assert(phrase.titles.length > 0 && phrase.titles.length <= loose.titles.length);
  assert.equal(turned.titles.length, 0);
  assert(without.titles.length > 0 && without.titles.length < phrase.titles.length);
  assert(phrase.marks.includes('إطلاق') && phrase.marks.includes('النار'), `${phrase.marks}`);
  await opened.close();
});

test('a mistyped word is asked about', async () => {
  const opened = await open(browser);
  const { page } = opened;
  const found = await asked(opened, 'bundled', 'مراكس');
  assert.match(found.said, /هل قصدت مراكش/);
  assert(found.titles.length > 0);
  await page.click('.instead a');
  await answered(page, 'مراكش');
  assert.equal((await read(page)).said, '');
  await opened.visit(addressOf('bundled', 'timeline/'));
  await box(page).fill('مراكس');
  await page.waitForSelector('.panel .instead a');
  assert.equal(
    new URL(await page.locator('.instead a').evaluate(({ href }) => href)).pathname,
    `${named('bundled').base}search/`,
  );
  const english = await asked(opened, 'bundled', 'Marakech', { lang: 'en' });
  assert.match(english.said, /Did you mean Marrakech/i);
  await opened.close();
});

test('arrows, Escape and a region that speaks', async () => {
  const opened = await open(browser);
  const { page } = opened;
  await asked(opened, 'relevance', 'وزراء');
  await box(page).focus();
  const focused = () =>
    page.evaluate(() => [...document.querySelectorAll('.results a')].indexOf(document.activeElement));
  const seen = [];
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowDown', 'Escape']) {
    await page.keyboard.press(key);
    seen.push(await focused());
  }
  assert.deepEqual(seen, [0, 1, 0, 1, -1]);
  assert(await box(page).evaluate((input) => input === document.activeElement));
  assert.equal(await page.locator('.found [role=status]').count(), 1);
  const before = await page.locator('.results > li').count();
  await page.click('.more-results button');
  await page.waitForFunction((count) => document.querySelectorAll('.results > li').length > count, before);
  assert.equal(await focused(), before, 'the first of the further results has the focus');
  await opened.close();
});

test('the box in the header costs nothing before it has the focus', async () => {
  const opened = await open(browser);
  const { page, log, visit } = opened;
  const own = await serve(named('many').folder, named('many').base);
  after(() => own.close());
  await visit(`${own.origin}${named('many').base}en/timeline/`);
  const searched = () => own.sent.filter(({ path }) => path.includes('/search/'));
  const form = await page.locator('header form').evaluate(({ outerHTML }) => outerHTML);
  const script = readFileSync(join(named('many').folder, 'site.js'), 'utf8').split('// The search')[1];
  assert(Buffer.byteLength(form) + Buffer.byteLength(script) < 2 * KB, 'the box and what starts it');
  assert.deepEqual(searched(), []);
  await box(page).focus();
  await box(page).pressSequentially('بيان');
  await page.waitForSelector('.panel .results li');
  await page.waitForTimeout(300);
  const bytes = searched().reduce((sum, request) => sum + request.bytes, 0);
  assert(bytes > 0 && bytes <= 100 * KB, `${bytes} bytes to the first result`);
  const again = own.sent.length;
  await box(page).pressSequentially(' عن');
  await page.waitForTimeout(300);
  assert(own.sent.length - again <= 6, 'each letter asks for little');
  await page.keyboard.press('ArrowDown');
  assert(await page.evaluate(() => document.activeElement.matches('.panel .results a')));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert(await page.locator('.panel').isHidden());
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/en\/search\/\?q=/);
  await answered(page, 'بيان عن');
  assert((await read(page)).titles.length > 0);
  assert.deepEqual(log, []);
  await opened.close();
});

test('the first result costs little at 200 communiqués', async () => {
  const faults = [];
  for (const query of ['بيان', 'المياه والطاقة', 'water energy', '"بيان بشأن"']) {
    const opened = await open(browser);
    const own = await serve(named('many').folder, named('many').base);
    await opened.visit(`${own.origin}${named('many').base}search/`);
    const before = own.sent.length;
    await box(opened.page).fill(query);
    await answered(opened.page, query);
    const bytes = own.sent.slice(before).reduce((sum, request) => sum + request.bytes, 0);
    if (bytes > 100 * KB) faults.push({ page: query, what: `${bytes} bytes` });
    await opened.close();
    await own.close();
  }
  none(faults);
});

const HOSTILE = [
  '<img src=x onerror="window.hit=1">',
  '"><script>window.hit=1</script>',
  'javascript:window.hit=1//',
  '__proto__',
  'constructor',
  'toString hasOwnProperty',
  '(.*)+$ [\\ {2}',
  '"',
  '«',
  '- -- -"',
  '\u202e\u2067بيان\u2069',
  '\u0000\ud800',
  '%E0%A4%A',
  'ا'.repeat(5000),
  'word '.repeat(300),
  '=0 =1',
];

test('hostile queries and titles run nothing', async () => {
  const opened = await open(browser);
  const { page, log } = opened;
  page.on('dialog', (dialog) => {
    log.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  const sound = () =>
    page.evaluate(() => ({
      hit: 'hit' in window,
      polluted: 'answer' in {} || Object.keys(Object.prototype).length > 0,
      foreign: [...document.querySelectorAll('.found *')]
        .map(({ localName }) => localName)
        .filter(
          (name) => !/^(?:details|summary|div|label|span|select|option|h2|h3|p|ol|li|a|bdi|mark|button)$/.test(name),
        ),
      links: [...document.querySelectorAll('.found a')]
        .map(({ href }) => href)
        .filter((href) => !href.startsWith(location.origin)),
      violations: window.seen.violations,
    }));
  const nothing = { hit: false, polluted: false, foreign: [], links: [], violations: [] };
  await opened.visit(addressOf('awkward', 'search/'));
  await box(page).focus();
  for (const query of HOSTILE) {
    await box(page).fill(query);
    await page.waitForTimeout(150);
    assert.deepEqual(await sound(), nothing, query.slice(0, 40));
  }
  await opened.visit(
    `${addressOf('awkward', 'search/')}?q=%E0%A4%A&year=__proto__&meeting=%3Cb%3E&sort=constructor&tag=toString`,
  );
  await page.waitForTimeout(300);
  assert.deepEqual(await sound(), nothing);
  await opened.visit(`${addressOf('awkward', 'search/')}?language=ar`);
  await answered(page, '');
  assert((await read(page)).titles.length > 3, 'every communiqué of the awkward site');
  assert.deepEqual(await sound(), nothing);
  assert.deepEqual(log, []);
  await opened.close();
});

test('results are accessible and fit, narrow and wide, light and dark', async () => {
  const faults = [];
  for (const width of [360, 1280]) {
    const opened = await open(browser, { viewport: { width, height: 800 } });
    const { page } = opened;
    for (const [name, lang, query] of [
      ['many', 'ar', 'المياه "بيان بشأن"'],
      ['many', 'en', 'water statment'],
      ['bundled', 'ar', 'zzzzzz'],
      ['empty', 'en', 'rome'],
    ]) {
      await page.emulateMedia({ colorScheme: 'light' });
      await asked(opened, name, query, { lang });
      const seen = [
        ...(await axeFaults(page)),
        ...(await page.evaluate(textFaults)),
        ...(await page.evaluate(crowdFaults)),
      ];
      await page.emulateMedia({ colorScheme: 'dark' });
      seen.push(...(await axeFaults(page, true)));
      faults.push(
        ...[...seen, ...opened.log].map((what) => ({ page: `${name} ${query}`, state: `${width} ${lang}`, what })),
      );
    }
    await opened.visit(addressOf('many', 'en/tags/'));
    await box(page).fill('المياه');
    await page.waitForSelector('.panel .results li');
    await settle(page);
    faults.push(...(await axeFaults(page)).map((what) => ({ page: 'panel', state: `${width}`, what })));
    await opened.close();
  }
  none(faults);
});

/** Runs inside the page: how strong the hint in the box stands out (WCAG 1.4.3), which axe-core does not look at. */
function hintContrast() {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const luminance = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
    const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const box = document.querySelector('input[type=search]');
  const shades = [getComputedStyle(box, '::placeholder').color, getComputedStyle(box).backgroundColor].map(luminance);
  return (Math.max(...shades) + 0.05) / (Math.min(...shades) + 0.05);
}

test('the hint in the box can be read, light and dark', async () => {
  const { page, visit, close } = await open(browser);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await visit(addressOf('bundled', ''));
    const contrast = await page.evaluate(hintContrast);
    assert(contrast >= 4.5, `${colorScheme}: ${contrast.toFixed(2)}`);
  }
  await close();
});

test('without scripts the page leads to the indexes, and the box leads to the page', async () => {
  const { page, visit, close } = await open(browser, { javaScriptEnabled: false });
  await visit(addressOf('bundled', ''));
  await box(page).fill('روما');
  await box(page).press('Enter');
  await page.waitForURL(/\/search\/\?q=/);
  assert(await page.locator('.notice').isVisible());
  for (const path of ['tags/', 'timeline/', 'communiques/']) {
    assert(await page.locator(`main a[href="${named('bundled').base}${path}"]`).isVisible(), path);
  }
  await close();
});

test('opened from a file, the page says what it needs', async () => {
  const { page, close } = await open(browser);
  for (const path of ['search/index.html', 'en/search/index.html']) {
    await page.goto(pathToFileURL(join(named('bundled').folder, path)).href);
    const note = page.locator('.notice');
    assert(await note.isVisible(), path);
    assert.match(await note.textContent(), /خادم ويب|web server/);
  }
  await close();
});

test('it works where nothing may be stored, and says so where the index is not there', async () => {
  const opened = await open(browser);
  const { page } = opened;
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('no', 'SecurityError');
        },
      });
    }
  });
  assert((await asked(opened, 'bundled', 'روما')).titles.length > 0);
  await page.route('**/search/index.json', (route) => route.fulfill({ status: 503, body: '' }));
  await opened.visit(`${addressOf('bundled', 'search/')}?q=روما`);
  await page.waitForSelector('form .notice');
  assert.match(await page.locator('form .notice').textContent(), /خادم ويب/);
  await opened.close();
});
