// A page that `bayan serve` shows: it comes anew after a save, at the same place; what is wrong stands over it until it is
// mended; drafts are marked; and all of it in many tabs at once.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';

const SITE = 'base_url = "https://example.org/archive/"\n[title]\nar = "أرشيف"\nen = "Archive"\n';
const PARAGRAPH = 'عقد الوزراء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها';
const LONG = Array.from({ length: 60 }, (_, number) => `${PARAGRAPH} في المرحلة رقم ${number}.`).join('\n\n');
const DRAFT = '---\ntitle: بيان قيد الإعداد\ndraft: true\n---\nقرر مجلس الإدارة تأجيل النظر في طلبات الترخيص إلى الدورة التالية.\n';

let folder;
let browser;
let served;

const save = (path, text) => writeFileSync(join(folder, path), text);

/** Starts the program, and waits until it says where the site is. */
async function serve(port = 0) {
  const program = process.env.BAYAN;
  if (!program) throw new Error('BAYAN must name the program');
  const child = spawn(program, ['serve', '--root', folder, '--port', String(port)], { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const found = line.match(/^serving http:\/\/localhost:(\d+)(\/\S*)/);
    if (!found) continue;
    child.stdout.resume();
    const stop = () => new Promise((ended) => child.once('exit', ended).kill());
    return { port: Number(found[1]), url: `http://127.0.0.1:${found[1]}${found[2]}`, stop };
  }
  throw new Error('the program ended');
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bayan-serve-'));
  mkdirSync(join(folder, 'seeds'));
  save('site.toml', SITE);
  save('seeds/long.txt', LONG);
  save('seeds/draft.md', DRAFT);
  [browser, served] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await Promise.all([browser.close(), served.stop()]);
  rmSync(folder, { recursive: true });
});

/** A page, and what its policy forbade or its scripts threw. */
async function open(path, context) {
  const page = await (context ?? (await browser.newContext({ viewport: { width: 900, height: 700 } }))).newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(served.url + path);
  return { page, faults };
}

/** Waits until a page shows a text and is whole: before that, its script may not have come, and it hears of nothing. */
const shows = (page, text) =>
  page.waitForFunction(
    (wanted) => document.readyState === 'complete' && document.querySelector('main').textContent.includes(wanted),
    text,
    { timeout: 10_000 },
  );

test('a save brings the page anew where it was', async () => {
  const { page, faults } = await open('communiques/long/');
  await page.evaluate(() => document.querySelector('details')?.setAttribute('open', ''));
  await page.evaluate(() => scrollTo({ top: 1500, behavior: 'instant' }));
  save('seeds/long.txt', `${LONG}\n\nوأقر الوزراء خطة مشتركة.`);
  await shows(page, 'وأقر الوزراء خطة مشتركة');
  await page.waitForFunction(() => Math.abs(scrollY - 1500) < 2, null, { timeout: 5000 });
  assert.deepEqual(faults, []);
  await page.context().close();
});

test('what is wrong stands over the page with its place, and goes', async () => {
  for (const [path, lang, dir, title] of [
    ['communiques/long/', 'ar', 'rtl', 'في الملفات ما يحتاج إلى إصلاح'],
    ['en/communiques/long/', 'en', 'ltr', 'Something in the files is to be mended'],
  ]) {
    const { page, faults } = await open(path);
    save('seeds/long.txt', `---\ntitle: بيان\ndate: 28/6/2021\n---\n${LONG}`);
    const note = page.getByRole('alert');
    await note.waitFor({ timeout: 10_000 });
    const seen = await note.evaluate((one) => [one.lang, one.dir, one.querySelector('code').textContent]);
    assert.deepEqual([seen[0], seen[1]], [lang, dir]);
    assert(seen[2].endsWith('seeds/long.txt:3:7'), seen[2]);
    assert.match(await note.textContent(), /bad-date/);
    assert((await note.textContent()).includes(title));
    // The page below is the last good one.
    assert((await page.textContent('main')).includes(PARAGRAPH));
    const box = await note.boundingBox();
    assert(box.x === 0 && box.y === 0 && box.width >= 880, JSON.stringify(box));
    await page.keyboard.press('Escape');
    await note.waitFor({ state: 'detached' });
    // Something else is wrong, in another file: the note is back.
    save('site.toml', SITE.replace('en = "Archive"', 'en = 7'));
    await note.waitFor({ timeout: 10_000 });
    await page.waitForFunction(() => document.querySelector('[role=alert]').textContent.includes('site.toml:4:'));
    save('site.toml', SITE);
    save('seeds/long.txt', LONG);
    await note.waitFor({ state: 'detached', timeout: 10_000 });
    await shows(page, PARAGRAPH);
    assert.deepEqual(faults, []);
    await page.context().close();
  }
});

test('a draft is marked, and the rest is not', async () => {
  const { page } = await open('en/communiques/draft/');
  const mark = page.locator('.bayan-draft');
  assert.match(await mark.textContent(), /^Draft: /);
  const across = await mark.evaluate((one) => {
    const { content, position, pointerEvents } = getComputedStyle(one, '::after');
    return [content.startsWith('"Draft"'), position, pointerEvents];
  });
  assert.deepEqual(across, [true, 'fixed', 'none']);
  await page.goto(`${served.url}communiques/draft/`);
  assert.match(await mark.textContent(), /^مسودة/);
  await page.goto(`${served.url}communiques/long/`);
  assert.equal(await mark.count(), 0);
  await page.context().close();
});

test('ten tabs hear of a save, and of one after the program came back', async () => {
  const context = await browser.newContext();
  const tabs = [];
  for (let tab = 0; tab < 10; tab += 1) tabs.push((await open('communiques/long/', context)).page);
  save('seeds/long.txt', `${LONG}\n\nوهذا لعشر نوافذ.`);
  await Promise.all(tabs.map((page) => shows(page, 'وهذا لعشر نوافذ')));
  // The one that held the connection is gone, and so is the program for a while.
  await tabs.shift().close();
  await served.stop();
  save('seeds/long.txt', `${LONG}\n\nوهذا بعد العودة.`);
  served = await serve(served.port);
  await Promise.all(tabs.map((page) => shows(page, 'وهذا بعد العودة')));
  await context.close();
});
