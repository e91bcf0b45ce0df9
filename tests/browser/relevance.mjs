// Puts the labelled reports of tests/quality together into one site. Usage: node relevance.mjs OUT
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const QUALITY = new URL('../quality/', import.meta.url).pathname;
const SEARCH = join(QUALITY, 'search');

/** The English titles and summaries, by the id of their communiqué. */
function summaries() {
  const found = new Map();
  for (const part of readFileSync(join(SEARCH, 'summaries.txt'), 'utf8').split(/^= /m).slice(1)) {
    const [id, title, summary] = part.trim().split('\n');
    found.set(id.trim(), { title, summary });
  }
  return found;
}

/** Every report: its file, the id of its communiqué, its front matter and its text. */
function* reports() {
  const sets = readdirSync(QUALITY, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name: set } of sets.filter(({ name }) => name !== 'search')) {
    for (const file of readdirSync(join(QUALITY, set))
      .filter((name) => name.endsWith('.report'))
      .sort()) {
      const [head, text] = readFileSync(join(QUALITY, set, file), 'utf8').split(/^---\n/m);
      const fields = head
        .trim()
        .split('\n')
        .map((line) => line.split(/: (.*)/s));
      const front = fields.filter(([key]) => key === 'front').map(([, value]) => value);
      const id = `${set}/${fields.find(([key]) => key === 'communique')[1]}`;
      const lines = text.split('\n').map((line) => line.slice(2).replace('¦', ''));
      yield { file: `${set}-${file.replace('.report', '.txt')}`, id, front, text: lines.join('\n') };
    }
  }
}

/** Writes the site, and `ids.json`: which file is which communiqué. */
export function write(out) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'seeds'), { recursive: true });
  writeFileSync(join(out, 'site.toml'), readFileSync(join(SEARCH, 'site.toml')));
  const english = summaries();
  const ids = {};
  for (const { file, id, front, text } of reports()) {
    ids[file] = id;
    const said = english.get(id);
    english.delete(id);
    if (said) front.push(`title_en: ${JSON.stringify(said.title)}`, `summary_en: ${JSON.stringify(said.summary)}`);
    writeFileSync(join(out, 'seeds', file), `---\n${front.join('\n')}\n---\n${text}`);
  }
  if (english.size > 0) throw new Error(`no report of ${[...english.keys()]}`);
  writeFileSync(join(out, 'ids.json'), JSON.stringify(ids));
}

if (process.argv[2]) write(process.argv[2]);
