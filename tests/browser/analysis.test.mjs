// The browser reads words as the program does: 100,000 generated ones, which `cargo test` has written down.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stems, words } from '../../static/search/analysis.js';

const WORDS = new URL('../../target/search/words.jsonl', import.meta.url);
const read = (text) => words(text).map(({ start, end, folded }) => [text.slice(start, end), folded, stems(folded)]);

test('both sides find the same words and stems', () => {
  const lines = readFileSync(WORDS, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(lines.length, 100_000);
  const wrong = lines.filter(([text, expected]) => JSON.stringify(read(text)) !== JSON.stringify(expected));
  const shown = wrong
    .slice(0, 5)
    .map(([text, expected]) => `${text}: ${JSON.stringify(read(text))}, not ${JSON.stringify(expected)}`);
  assert.equal(wrong.length, 0, shown.join('\n'));
});
