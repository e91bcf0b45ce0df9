// Relevance: the queries of tests/quality/search against the site of its reports, each asked of the index as the browser asks.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { open } from '../../static/search/index.js';

const SITE = join(process.env.SITES, 'relevance');
const QUERIES = new URL('../quality/search/queries.tsv', import.meta.url);
const IDS = new URL('../../target/relevance/ids.json', import.meta.url);
const TOP = 10;
const FLOORS = { recall: 0.95, mrr: 0.85 };

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const queries = readFileSync(QUERIES, 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split('\t'))
  .map(([kind, query, answers]) => ({ kind, query, answers: answers.split(' ') }));

/** For each address of a communiqué the ids of what its reports carry. */
function answered() {
  const ids = json(IDS);
  const { communiques } = json(join(SITE, 'archive.json'));
  return new Map(communiques.map(({ slug, reports }) => [slug, new Set(reports.map(({ file }) => ids[file]))]));
}

/** Recall among the first results, and the reciprocal rank of the first right one. */
export function scored(slugs, answers, ids) {
  const ranked = [...new Set(slugs)].slice(0, TOP).map((slug) => ids.get(slug) ?? new Set());
  const right = answers.filter((answer) => ranked.some((found) => found.has(answer)));
  const first = ranked.findIndex((found) => answers.some((answer) => found.has(answer)));
  const recall = right.length / Math.min(answers.length, TOP);
  return { recall, rank: first < 0 ? 0 : 1 / (first + 1), missed: answers.filter((answer) => !right.includes(answer)) };
}

test('queries find their answers', async () => {
  const ids = answered();
  const get = async (url) => json(join(SITE, new URL(url).pathname));
  const index = await open('file:///search/', get);
  const slug = async (document) => (await index.text(document)).slug;
  const kinds = new Map();
  for (const { kind, query, answers } of queries) {
    const { hits } = await index.search(query);
    const slugs = await Promise.all(hits.slice(0, TOP).map(slug));
    const score = scored(slugs, answers, ids);
    kinds.set(kind, [...(kinds.get(kind) ?? []), score]);
    if (score.recall < 1 || score.rank < 1) {
      console.log(
        `${kind}: ${query}: recall ${score.recall.toFixed(2)}, rank ${score.rank.toFixed(2)} ${score.missed}`,
      );
    }
  }
  const mean = (scores, what) => scores.reduce((sum, score) => sum + score[what], 0) / scores.length;
  const all = [...kinds.values()].flat();
  console.log('kind          queries  recall@10  MRR');
  for (const [kind, scores] of [...kinds, ['all', all]]) {
    const [recall, rank] = ['recall', 'rank'].map((what) => mean(scores, what).toFixed(3));
    console.log(`${kind.padEnd(13)} ${String(scores.length).padStart(7)}  ${recall.padStart(9)}  ${rank}`);
  }
  assert(all.length >= 80, `only ${all.length} queries`);
  assert(mean(all, 'recall') >= FLOORS.recall, 'recall@10');
  assert(mean(all, 'rank') >= FLOORS.mrr, 'MRR');
});
