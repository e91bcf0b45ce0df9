// A visit: with the keyboard alone, from one language to the other, without scripts, and in the reader's own colours.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { each, host, launch, made, none, open, settle } from './browser.mjs';
import { focusFaults } from './checks.mjs';
import { pageOf, representatives, sites, twinOf } from './sites.mjs';

const STOPS = 300;
const all = sites('bundled', 'empty');
const bundled = all.find(({ name }) => name === 'bundled');
const still = { reducedMotion: 'reduce' };
let browser;
let hosted;

before(async () => {
  [browser, hosted] = await Promise.all([launch(), host(all)]);
});
after(() => Promise.all([browser.close(), hosted.close()]));

const at = (page) => new URL(page.url());
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

/** Presses Tab until something that matches has the focus. Everything on the way must show that it has it. */
async function tabTo(page, selector) {
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(focusFaults);
    assert.deepEqual(found, [], at(page).pathname);
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`${at(page).pathname}: Tab does not reach ${selector}`);
}

async function enter(page, path) {
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === path, { timeout: 5000 });
  await settle(page);
}

test('a whole visit with Tab and Enter', async () => {
  const { page, log, visit, close } = await open(browser, still);
  const communique = pageOf(bundled, 'communique');
  const twin = twinOf(bundled, communique);
  await visit(hosted.url(pageOf(bundled, 'home')));

  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
  assert.deepEqual(await page.evaluate(focusFaults), []);
  await page.keyboard.press('Enter');
  assert.equal(at(page).hash, '#main');
  await page.keyboard.press('Tab');
  assert(
    await page.evaluate(() => document.activeElement.matches('#main, #main *')),
    'the skip link does not lead into main',
  );

  const list = `${bundled.base}communiques/`;
  await tabTo(page, `a[href="${list}"]`);
  await enter(page, list);
  await tabTo(page, `main a[href="${communique.path}"]`);
  await enter(page, communique.path);
  await tabTo(page, 'a.n[href="#p1"]');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(100);
  assert.equal(at(page).hash, '#p1');
  assert(
    await page.evaluate(() => document.querySelector('#p1').matches(':target')),
    'the paragraph is not the target',
  );
  await tabTo(page, 'header .switch a[hreflang="en"]');
  await enter(page, twin.path);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  assert.equal(at(page).hash, '#p1');
  assert.deepEqual(log, []);
  await close();
});

test('the language switch keeps the place', async () => {
  const { page, visit, close } = await open(browser, still);
  for (const [from, to] of [
    ['ar', 'en'],
    ['en', 'ar'],
  ]) {
    for (const fragment of ['#summary', '#text']) {
      const communique = pageOf(bundled, 'communique', from);
      await visit(hosted.url(communique) + fragment);
      await page.click(`header .switch a[hreflang="${to}"]`);
      await page.waitForURL((url) => url.pathname === twinOf(bundled, communique).path);
      await settle(page);
      assert.equal(at(page).hash, fragment, `${from} to ${to}`);
      const top = await page.evaluate((id) => document.querySelector(id).getBoundingClientRect().top, fragment);
      assert(top >= 0 && top < 800, `${fragment} is at ${top} px`);
    }
  }
  await close();
});

test('the language switch keeps a place that was scrolled to', async () => {
  const { page, visit, close } = await open(browser, still);
  const communique = pageOf(bundled, 'communique');
  await visit(hosted.url(communique));
  await page.locator('#p3').evaluate((place) => place.scrollIntoView({ block: 'start', behavior: 'instant' }));
  const inView = await page
    .locator('main [id]')
    .evaluateAll((all) =>
      all.filter((place) => Math.abs(place.getBoundingClientRect().top) < innerHeight / 2).map(({ id }) => `#${id}`),
    );
  await page.locator('header .switch a[hreflang="en"]').evaluate((link) => link.click());
  await page.waitForURL((url) => url.pathname === twinOf(bundled, communique).path);
  assert(inView.includes(at(page).hash), `«${at(page).hash}» is not among ${inView}`);
  await close();
});

test("a paragraph's link is copied", async () => {
  const { page, log, visit, close } = await open(browser, {
    ...still,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const url = hosted.url(pageOf(bundled, 'communique'));
  await visit(url);
  await page.focus('a.n[href="#p2"]');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${url}#p2`);
  assert.deepEqual(log, []);
  await close();
});

const answers = new Map();
/** What is missing without scripts. */
async function plainFaults({ page, visit }, task) {
  await visit(hosted.url(task.page));
  const faults = [];
  const text = await page.locator('main').innerText();
  if (text.trim().length < 20) faults.push(`main says only «${text.trim()}»`);
  if ((await page.locator('main h1').count()) !== 1) faults.push('there is not one h1');
  if (await page.locator('header button').count()) faults.push('there is a button that does nothing');
  const links = await page.locator('header nav a').evaluateAll((found) => found.map(({ href }) => href));
  if (links.length < 3) faults.push(`the header leads to ${links.length} pages`);
  for (const link of links) {
    if (!answers.has(link)) answers.set(link, (await fetch(link)).status);
    if (answers.get(link) !== 200) faults.push(`${link} answers ${answers.get(link)}`);
  }
  return faults;
}

test('every kind of page reads without scripts', async () => {
  const tasks = all.flatMap((site) => representatives(site)).map((page) => ({ page }));
  none(await each(browser, tasks, { javaScriptEnabled: false }, plainFaults));
});

test('the links of the header work without scripts', async () => {
  const { page, visit, close } = await open(browser, { javaScriptEnabled: false });
  for (const lang of ['ar', 'en']) {
    const home = hosted.url(pageOf(bundled, 'home', lang));
    await visit(home);
    const links = await page.locator('header nav a').evaluateAll((found) => found.map(({ href }) => href));
    assert(links.length >= 3);
    for (const link of links) {
      await visit(home);
      await page.locator(`header nav a[href="${new URL(link).pathname}"]`).click();
      await page.waitForURL(link);
      assert((await page.locator('main').innerText()).trim().length > 20, link);
    }
  }
  await close();
});

for (const colorScheme of ['light', 'dark']) {
  test(`the theme button turns a ${colorScheme} page and is remembered`, async () => {
    const { page, log, visit, close } = await open(browser, { colorScheme });
    await visit(hosted.url(pageOf(bundled, 'home')));
    const button = page.locator('header button');
    assert.equal(await button.count(), 1);
    const name = await button.evaluate((element) => element.getAttribute('aria-label') ?? element.textContent);
    assert(name.trim(), 'the button has no name');
    const first = await background(page);
    await button.click();
    await page.waitForTimeout(300);
    const second = await background(page);
    assert.notEqual(second, first);
    await page.reload();
    await settle(page);
    assert.equal(await background(page), second, 'forgotten on reloading');
    await visit(hosted.url(pageOf(bundled, 'timeline', 'en')));
    assert.equal(await background(page), second, 'forgotten on the next page');
    await page.locator('header button').click();
    await page.waitForTimeout(300);
    assert.equal(await background(page), first, 'it does not turn back');
    assert.deepEqual(log, []);
    await close();
  });
}

const WRONG = {
  'does not show': '<style>a:focus { outline: none }</style><a href="#">a</a>',
  'does not show its focus': '<style>a { outline: none; box-shadow: 0 2px 0 red }</style><a href="#">a</a>',
  'out of view': '<style>a { position: fixed; top: -9em }</style><a href="#">a</a>',
  'is covered': '<div style="position:fixed;inset:0;background:red"></div><a href="#">a</a>',
};

test('each check finds what it is for', async () => {
  const opened = await open(browser);
  for (const [wanted, html] of Object.entries(WRONG)) {
    await made(opened, html);
    await opened.page.keyboard.press('Tab');
    const found = await opened.page.evaluate(focusFaults);
    assert(
      found.some((what) => what.includes(wanted)),
      `${wanted} is not among ${JSON.stringify(found)}`,
    );
  }
  for (const ring of ['outline: 2px solid red', 'outline: none; box-shadow: 0 0 0 3px red']) {
    await made(opened, `<style>a:focus { ${ring} }</style><a href="#">a</a>`);
    await opened.page.keyboard.press('Tab');
    assert.deepEqual(await opened.page.evaluate(focusFaults), []);
  }
  await opened.close();
});
