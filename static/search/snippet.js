// The words of a text that answered a query, and the part of the text where most of them stand.
import { read, stems } from './analysis.js';

/** Words in a snippet, and before the first that is marked. */
const LENGTH = 34;
const LEAD = 6;
const known = new Map();

function stem(folded) {
  if (!known.has(folded)) known.set(folded, stems(folded)[0]);
  return known.get(folded);
}

/** What tells the words of a text that answered: those found, and those of a synonym that follow one another. */
export function marker({ marks, equal }) {
  const phrases = equal.map((phrase) => phrase.map(stem));
  const is = (all, at, phrase) =>
    phrase.every((part, step) => at + step < all.length && stem(all[at + step].folded) === part);
  return {
    words(text) {
      const all = read(text);
      const found = new Set();
      all.forEach(({ folded }, at) => {
        if (marks.has(folded)) found.add(at);
        for (const phrase of phrases) if (is(all, at, phrase)) phrase.forEach((_, step) => found.add(at + step));
      });
      return [...found].sort((one, other) => one - other).map((at) => ({ ...all[at], at }));
    },
  };
}

/** Of lists of texts the part with the most different words that are marked; of the first list where two are alike. */
export function snippet(lists, isMarked) {
  let best = null;
  for (const text of lists.flat()) {
    const found = text ? isMarked.words(text) : [];
    found.forEach(({ at }, nth) => {
      const within = new Set(
        found
          .slice(nth)
          .filter((other) => other.at < at + LENGTH - LEAD)
          .map(({ folded }) => folded),
      );
      if (!best || within.size > best.size) best = { text, at, size: within.size };
    });
  }
  best ??= { text: lists.flat().find((text) => text) ?? '', at: 0 };
  const all = read(best.text);
  const first = Math.max(0, Math.min(best.at - LEAD, all.length - LENGTH));
  const last = Math.min(all.length, first + LENGTH) - 1;
  const start = first === 0 ? 0 : all[first].start;
  const end = last + 1 >= all.length ? best.text.length : all[last].end;
  return { part: best.text.slice(start, end), before: start > 0, after: end < best.text.length };
}
