// The built sites, and their pages: found in each one's sitemap.xml, but for those that none names; named by kind after their addresses.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const REQUIRED = ['bundled', 'awkward', 'many', 'empty'];

/** What a page is, by its address below the language's folder. */
export function kindOf(address) {
  const [first, second, third] = address.split('/');
  if (first === '') return 'home';
  if (first === '404.html') return '404';
  if (address.includes('/page/')) return `${first} page`;
  if (first === 'communiques') return !second ? 'communiques' : third === 'copies' ? 'copies' : 'communique';
  if (first === 'timeline')
    return !second ? 'timeline' : /^\d+$/.test(second) ? 'timeline year' : `timeline ${third ? second : 'filter'}`;
  if (first === 'meetings') return 'meeting';
  if (first === 'tags') return second ? 'tag' : 'tags';
  if (first === 'compare') return second ? 'redline' : 'redlines';
  if (first === 'formulas') return second ? 'formula' : 'formulas';
  if (first === 'names') return second ? `name ${second}` : 'names';
  if (first === 'resolutions') return 'resolution';
  return first;
}

/** A page by its address below the site's base path, percent-encoded. */
function page(site, address) {
  const english = address.startsWith('en/');
  const rest = english ? address.slice(3) : address;
  const file = join(
    site.folder,
    decodeURIComponent(address),
    address === '' || address.endsWith('/') ? 'index.html' : '',
  );
  const lang = english ? 'en' : 'ar';
  return {
    site: site.name,
    path: site.base + address,
    name: decodeURIComponent(site.base + address),
    kind: kindOf(rest),
    lang,
    file,
  };
}

/** A built site. Its base path is what its addresses have in common with that of the home page, the shortest. */
export function site(folder, name) {
  const sitemap = (file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, url]) => new URL(url.replaceAll('&amp;', '&')),
    );
  let urls = sitemap('sitemap.xml');
  if (urls.every((url) => url.pathname.endsWith('.xml')))
    urls = urls.flatMap((url) => sitemap(url.pathname.split('/').pop()));
  const base = urls.map((url) => url.pathname).reduce((one, other) => (other.length < one.length ? other : one));
  const found = { name, folder, base };
  const listed = urls.map((url) => url.pathname.slice(base.length));
  // Pages that no sitemap names.
  const others = ['404.html', 'status/', 'status/page/2/'].flatMap((address) => [address, `en/${address}`]);
  const there = others.filter((address) => existsSync(join(folder, address)));
  const addresses = [...new Set([...listed, ...there])];
  found.pages = addresses.map((address) => page(found, address));
  return found;
}

/** The sites in the folder that `SITES` names. */
export function sites(...names) {
  const folder = process.env.SITES;
  if (!folder) throw new Error('SITES must name the folder of built sites');
  const there = (names.length ? names : [...REQUIRED, 'real']).filter(
    (name) => REQUIRED.includes(name) || existsSync(join(folder, name)),
  );
  return there.map((name) => site(join(folder, name), name));
}

/** One page for each kind and language, the one with the most on it; and each communiqué that is made to be odd. */
export function representatives({ name, pages }) {
  const chosen = new Map();
  for (const one of pages) {
    const odd = one.kind === 'communique' && (name === 'awkward' || one.path.includes('/odd-'));
    const key = odd ? one.path : `${one.kind} ${one.lang}`;
    const size = statSync(one.file).size;
    if (!chosen.has(key) || chosen.get(key).size < size) chosen.set(key, { ...one, size });
  }
  return [...chosen.values()];
}

/** The largest page of a kind in a language. It fails where there is none. */
export function pageOf(site, kind, lang = 'ar') {
  const all = representatives(site).filter((one) => one.kind === kind && one.lang === lang);
  const found = all.sort((one, other) => other.size - one.size)[0];
  if (!found) throw new Error(`${site.name} has no ${kind} page in ${lang}`);
  return found;
}

/** The same page in the other language. */
export function twinOf(site, one) {
  const rest = one.path.slice(site.base.length);
  const path = site.base + (rest.startsWith('en/') ? rest.slice(3) : `en/${rest}`);
  const twin = site.pages.find((other) => other.path === path);
  if (!twin) throw new Error(`${one.path} has no twin`);
  return twin;
}
