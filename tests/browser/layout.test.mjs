// Layout: every kind of page, in both languages, schemes and at three widths: no text over text, none cut off, nothing shifts or fails.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { each, host, launch, made, none, open, settle } from './browser.mjs';
import { crowdFaults, loadFaults, textFaults } from './checks.mjs';
import { serve } from './server.mjs';
import { representatives, sites } from './sites.mjs';

const WIDTHS = [360, 768, 1280];
const PAINTED = ['home', 'communique', 'timeline', 'tags'];
const all = sites();
const bundled = all.find(({ name }) => name === 'bundled');
let browser;
let hosted;

before(async () => {
  [browser, hosted] = await Promise.all([launch(), host(all)]);
});
after(() => Promise.all([browser.close(), hosted.close()]));

/** A page that is loaded at one width and in one scheme, and then turned to the others. */
async function faults({ page, log, visit }, { page: one, widths, schemes }) {
  await page.setViewportSize({ width: widths[0], height: 800 });
  await page.emulateMedia({ colorScheme: schemes[0] });
  await visit(hosted.url(one));
  const found = await page.evaluate(loadFaults, { paint: PAINTED.includes(one.kind) });
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await settle(page);
      const seen = [...(await page.evaluate(textFaults)), ...(await page.evaluate(crowdFaults))];
      found.push(...seen.map((what) => `${width} ${colorScheme}: ${what}`));
    }
  }
  return [...found, ...new Set(log)];
}

for (const site of all) {
  test(`layout of ${site.name}`, async () => {
    // Each page begins at another width, so that what happens while loading is seen at all of them.
    const tasks = representatives(site).map((page, index) => ({
      page,
      widths: [...WIDTHS.slice(index % 3), ...WIDTHS.slice(0, index % 3)],
      schemes: index % 2 ? ['dark', 'light'] : ['light', 'dark'],
    }));
    none(await each(browser, tasks, {}, faults));
  });
}

for (const [what, late] of [
  ['nothing shifts where the script comes', /\.js\b/],
  ['little shifts where fonts come', /\.woff2\b/],
]) {
  test(`${what} late`, async () => {
    const server = await serve(bundled.folder, bundled.base, { late });
    const tasks = representatives(bundled).flatMap((page) =>
      [360, 1280].map((width) => ({ page, width, state: width })),
    );
    const faults = await each(browser, tasks, {}, async ({ page, visit }, task) => {
      await page.setViewportSize({ width: task.width, height: 800 });
      await visit(server.origin + task.page.path);
      return page.evaluate(loadFaults, {});
    });
    await server.close();
    none(faults);
  });
}

test('the generated site is what it should be', () => {
  const many = all.find(({ name }) => name === 'many');
  const archive = JSON.parse(readFileSync(join(many.folder, 'archive.json'), 'utf8'));
  assert.equal(archive.communiques.length, 200);
  assert.equal(archive.meetings.length, 40);
  assert.equal(archive.tags.length, 40);
  assert.equal(archive.communiques.filter(({ slug }) => slug.startsWith('odd-')).length, 7);
});

// Padded, since a picture of few bytes does not count as content.
const PICTURE = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='300' height='300'><!--${'x'.repeat(20_000)}--><circle cx='150' cy='150' r='99'/></svg>`;

const WRONG = {
  'no text is seen': '<p hidden>nothing</p>',
  'scrolls sideways': '<p style="inline-size:200vw">wide</p>',
  'outside the page':
    '<body style="overflow-x:hidden"><p style="position:relative;left:90vw;white-space:nowrap">a line that goes on</p>',
  'lies over': '<p style="margin:0">one line</p><p style="margin:-1em 0 0">another line</p>',
  'lies over «label two»':
    '<svg width="300" height="60"><text x="10" y="30">label one</text><text x="40" y="32">label two</text></svg>',
  'over each other: «one» and «two»':
    '<svg><a href="#a"><title>one</title><circle cx="20" cy="20" r="8"/></a><a href="#b"><title>two</title><circle cx="30" cy="20" r="8"/></a></svg>',
  'over each other: «label» and «line»':
    '<svg><a href="#a"><text x="20" y="30">label</text></a><a href="#b"><title>line</title><path d="M30 0V90" stroke="red"/></a></svg>',
  'the drawing cuts off': '<svg width="60" height="60"><text x="10" y="30">a label too long</text></svg>',
  '> cuts off': '<p style="inline-size:6em;overflow:hidden;white-space:nowrap">a line that does not fit</p>',
  'cuts off «tall': '<p style="block-size:1em;line-height:1.5;overflow:hidden">tall<br>text</p>',
  'shifts by':
    '<div id="a"></div><p>moved</p><script>const move = () => (a.style.height = "300px"); setTimeout(() => requestAnimationFrame(move), 500)</script>',
  'no text: <img>': `<img width="300" height="300" alt="" src="${PICTURE}"><p>x</p>`,
  'policy: script-src': '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'"><script>1</script>',
  'console: ': '<script>console.error("wrong")</script>',
  'console: careful': '<script>console.warn("careful")</script>',
  'script: ': '<script>throw new Error("wrong")</script>',
  'another origin': '<link rel="stylesheet" href="http://127.0.0.1:10/a.css">',
  'failed: ': '<script src="http://127.0.0.1:10/a.js"></script>',
};

test('each check finds what it is for', async () => {
  const opened = await open(browser, { viewport: { width: 360, height: 800 } });
  const { page, log } = opened;
  const looking = async (html, paint) => {
    await made(opened, html);
    if (html.includes('setTimeout')) await page.waitForFunction(() => window.seen.shifts.length);
    const seen = [
      await page.evaluate(textFaults),
      await page.evaluate(crowdFaults),
      await page.evaluate(loadFaults, { paint }),
    ];
    return [...seen.flat(), ...log];
  };
  for (const [wanted, html] of Object.entries(WRONG)) {
    const found = await looking(html, wanted.startsWith('no text:'));
    assert(
      found.some((what) => what.includes(wanted)),
      `${wanted} is not among ${JSON.stringify(found)}`,
    );
  }
  const drawing = '<svg width="300" height="80"><text x="10" y="20">one</text><text x="10" y="60">two</text></svg>';
  assert.deepEqual(await looking(`<h1>Right</h1><p>All is well here.</p>${drawing}`, true), []);
  await opened.close();
});
