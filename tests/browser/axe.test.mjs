// Accessibility: axe-core finds nothing on any page, narrow, light and dark, nor is text in drawings too pale.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { each, host, launch, made, none, open, settle } from './browser.mjs';
import { axeFaults, drawingFaults } from './rules.mjs';
import { representatives, sites } from './sites.mjs';

const FIRST = 20;
const NARROW = { viewport: { width: 360, height: 800 } };
const all = sites();
let browser;
let hosted;

before(async () => {
  [browser, hosted] = await Promise.all([launch(), host(all)]);
});
after(() => Promise.all([browser.close(), hosted.close()]));

/** Every page of the small sites; of the others one of each kind, and some communiqués. */
function chosen(site) {
  if (site.name === 'bundled' || site.name === 'awkward') return site.pages;
  const some = site.pages.filter(({ kind, lang }) => kind === 'communique' && lang === 'ar').slice(0, FIRST);
  const kinds = representatives(site);
  return [...kinds, ...some.filter(({ path }) => kinds.every((one) => one.path !== path))];
}

async function faults({ page, visit }, task) {
  await page.emulateMedia({ colorScheme: 'light' });
  await visit(hosted.url(task.page));
  const light = [...(await axeFaults(page)), ...(await page.evaluate(drawingFaults))];
  await page.emulateMedia({ colorScheme: 'dark' });
  await settle(page);
  const dark = [...(await axeFaults(page, true)), ...(await page.evaluate(drawingFaults))];
  return [...light.map((what) => `light: ${what}`), ...dark.map((what) => `dark: ${what}`)];
}

for (const site of all) {
  test(`accessibility of ${site.name}`, async () => {
    none(
      await each(
        browser,
        chosen(site).map((page) => ({ page })),
        NARROW,
        faults,
      ),
    );
  });
}

const WRONG = {
  'color-contrast': '<main><h1 style="color:#aaa;background:#fff">pale</h1></main>',
  'color-contrast: b': '<main><h1 style="background:#fff">x <b style="color:#aaa">5</b></h1></main>',
  'image-alt': '<main><h1>x</h1><img src="data:,"></main>',
  'heading-order': '<main><h1>x</h1><h4>y</h4></main>',
  'target-size':
    '<main><h1>x</h1><ul style="font-size:8px;line-height:1"><li><a href="#a">a</a><li><a href="#b">b</a></ul></main>',
  'contrast 1.':
    '<main><h1>x</h1><svg aria-hidden="true"><rect width="90" height="40" fill="#777"/><text y="20" x="9" fill="#555">lost</text></svg></main>',
  'of the mark that leads to #a':
    '<main><h1>x</h1><svg aria-hidden="true"><a href="#a" tabindex="-1"><path d="M20 0V90" stroke="black"/><circle cx="20" cy="20" r="9" fill="#ccc"/></a></svg></main>',
  'in a drawing': '<main><h1>x</h1><svg aria-hidden="true"><text y="20" fill="#999">pale</text></svg></main>',
};

test('each check finds what it is for', async () => {
  const opened = await open(browser, NARROW);
  const { page } = opened;
  for (const [wanted, html] of Object.entries(WRONG)) {
    await made(opened, html);
    const found = [...(await axeFaults(page)), ...(await page.evaluate(drawingFaults))];
    assert(
      found.some((what) => what.includes(wanted)),
      `${wanted} is not among ${JSON.stringify(found)}`,
    );
  }
  await made(
    opened,
    '<style>h1 { color: #222 } @media (prefers-color-scheme: dark) { body { background: #111 } }</style><main><h1>title</h1></main>',
  );
  assert.deepEqual(
    (await axeFaults(page)).filter((what) => what.startsWith('color-contrast')),
    [],
  );
  await page.emulateMedia({ colorScheme: 'dark' });
  assert(
    (await axeFaults(page, true)).some((what) => what.startsWith('color-contrast')),
    'it does not see the dark',
  );
  await opened.close();
});
