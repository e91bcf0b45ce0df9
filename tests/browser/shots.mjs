// Takes pictures of one page for each kind, language, width and scheme, to be looked at. Usage: SITES=… node shots.mjs OUT [SITE…]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { each, host, launch } from './browser.mjs';
import { representatives, sites } from './sites.mjs';

const [out, ...names] = process.argv.slice(2);
if (!out) throw new Error('usage: SITES=… node shots.mjs OUT [SITE…]');
const all = sites(...names);
const [browser, hosted] = await Promise.all([launch(), host(all)]);
const tasks = all
  .flatMap((site) => representatives(site))
  .flatMap((page) => ['light', 'dark'].flatMap((scheme) => [360, 1280].map((width) => ({ page, scheme, width }))));
const faults = await each(browser, tasks, {}, async ({ page, visit }, task) => {
  await page.setViewportSize({ width: task.width, height: 800 });
  await page.emulateMedia({ colorScheme: task.scheme });
  await visit(hosted.url(task.page));
  const odd = task.page.path.match(/\/(odd-[a-z-]+)\//)?.[1];
  const name = [odd ?? task.page.kind.replaceAll(' ', '-'), task.page.lang, task.width, task.scheme].join('.');
  mkdirSync(join(out, task.page.site), { recursive: true });
  await page.screenshot({ path: join(out, task.page.site, `${name}.png`), fullPage: true });
  return [];
});
for (const { page, what } of faults) console.error(`${page}: ${what}`);
await Promise.all([browser.close(), hosted.close()]);
process.exitCode = faults.length ? 1 : 0;
