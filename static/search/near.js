// A word that the archive does not have → words of it that may have been meant: begun, mistyped, or written in the other script.
import { bare, readings, stems, words as read } from './analysis.js';

const COMPLETIONS = 6;
/** Letters of a word before it is completed, and before one letter of it, or two, may be wrong. */
const BEGUN = 2;
const ONE_WRONG = 3;
const TWO_WRONG = 6;
/** Letters that are taken for each other: they sound or look alike. */
const ALIKE = ['ضظد', 'سصث', 'تطث', 'ذزظد', 'قكغج', 'حخجه', 'اعي', 'يو', 'ck', 'sz', 'ie', 'ae', 'ou', 'bp', 'vf'];

let list = '';
let entries = [];

/** The words of `words.json`: as written, folded, without article, and how common from 0 to 9. */
function entriesOf(text) {
  if (text === list) return entries;
  list = text;
  entries = text
    .split(' ')
    .filter(Boolean)
    .flatMap((entry) => {
      const written = entry.slice(0, -1);
      const [found] = read(written);
      if (!found) return [];
      const all = readings(found.folded);
      const rests = all.map(({ rest }) => rest).filter((rest, at) => at === 0 || rest.length >= TWO_WRONG - 1);
      return [
        { written, folded: found.folded, bare: rests[0], rests, stem: all[0].stem, common: Number(entry.slice(-1)) },
      ];
    });
  return entries;
}

/** Words, likeliest first: several only where a word is not typed to its end. Of a word that may be meant, one letter is off. */
export function near(word, text, isLast, mayBeMeant = false) {
  const all = entriesOf(text);
  const own = bare(word);
  if (isLast && !mayBeMeant && own.length >= BEGUN) {
    const begun = all.filter((entry) => entry.bare.startsWith(own) || entry.folded.startsWith(word));
    if (begun.length > 0) {
      return begun
        .sort((one, other) => other.common - one.common)
        .slice(0, COMPLETIONS)
        .map(({ written }) => written);
    }
  }
  const allowed = (letters) => (letters >= TWO_WRONG && !mayBeMeant ? 2 : letters >= ONE_WRONG ? 1 : 0);
  const most = allowed(own.length);
  const [stem] = stems(word);
  const inStem = Math.min(most, allowed(stem.length - 1));
  let best = null;
  for (const entry of all) {
    const plain = Math.min(...entry.rests.map((rest) => distance(own, rest, most)));
    const cost = Math.min(plain, distance(stem, entry.stem, inStem));
    const weight =
      cost +
      (cost < plain ? 0.1 : 0) -
      entry.common * 0.02 +
      (entry.rests.some((rest) => rest[0] === own[0]) ? 0 : 0.3);
    if (cost <= most && (!best || weight < best.weight)) best = { ...entry, weight, cost };
  }
  const [other] = mayBeMeant || (best && best.cost < ONE_OFF) ? [] : inArabic(word, text, UNKNOWN);
  return [other ?? best?.written].filter(Boolean);
}

const alike = (one, other) => ALIKE.some((letters) => letters.includes(one) && letters.includes(other));
const spelling = {
  wrong: (one, other) => (alike(one, other) ? 0.7 : 1),
  missing: () => 1,
  added: () => 1,
  swapped: 0.8,
};

/** Letters that are missing, too many, wrong or swapped (optimal string alignment); more than `most` is Infinity. */
function distance(one, other, most, { wrong, missing, added, swapped } = spelling) {
  if (Math.abs(one.length - other.length) * missing('') > most) return Infinity;
  let before = [];
  let row = [0];
  for (let j = 1; j <= other.length; j += 1) row[j] = row[j - 1] + added(other[j - 1]);
  for (let i = 1; i <= one.length; i += 1) {
    const a = one[i - 1];
    const next = [row[0] + missing(a)];
    let least = next[0];
    for (let j = 1; j <= other.length; j += 1) {
      const b = other[j - 1];
      let cost = Math.min(row[j - 1] + (a === b ? 0 : wrong(a, b)), row[j] + missing(a), next[j - 1] + added(b));
      if (i > 1 && j > 1 && a === other[j - 2] && one[i - 2] === b) cost = Math.min(cost, before[j - 2] + swapped);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return Infinity;
    before = row;
    row = next;
  }
  return row[other.length] <= most ? row[other.length] : Infinity;
}

/** A mistyped word with one letter off, and a little more for the ending. */
const ONE_OFF = 1.2;
/**
 * How far an Arabic word may be from a Latin one that the archive does not have, that it has as a name, and any other.
 * Vowels that are not written cost little.
 */
const UNKNOWN = 1;
export const NAME = 0.65;
export const LOANWORD = 0.35;
const VOWEL = 0.3;
const LETTERS = 4;
const CONSONANTS = 3;

/** Latin letters as Arabic spells names, one letter for all that vary from one spelling to the next. */
const LATIN = [
  [/(.)\1/g, '$1'],
  [/^al-?(?=.{4})/, ''],
  [/sch|sh/g, 'ش'],
  [/t?ch/g, 'چ'],
  [/kh/g, 'ك'],
  [/th/g, 'ت'],
  [/dh/g, 'د'],
  [/gh/g, 'ج'],
  [/ph/g, 'ف'],
  [/ck|[qc]/g, 'ك'],
  [/x/g, 'كس'],
  [/[pb]/g, 'ب'],
  [/t/g, 'ت'],
  [/[jg]/g, 'ج'],
  [/d/g, 'د'],
  [/r/g, 'ر'],
  [/z/g, 'ز'],
  [/s/g, 'س'],
  [/[vf]/g, 'ف'],
  [/k/g, 'ك'],
  [/l/g, 'ل'],
  [/m/g, 'م'],
  [/n/g, 'ن'],
  [/(?<=.)h$/, 'ا'],
  [/h/g, 'ه'],
  [/(?<=.)e$/, ''],
  [/a/g, 'ا'],
  [/[eiy]/g, 'ي'],
  [/[ouw]/g, 'و'],
  [/(.)\1/g, '$1'],
];
const ARABIC = [
  [/ص/g, 'س'],
  [/[ثط]/g, 'ت'],
  [/[ضذظ]/g, 'د'],
  [/غ/g, 'ج'],
  [/[قخ]/g, 'ك'],
  [/(?<=.)ه$/, 'ا'],
  [/ح/g, 'ه'],
  [/ع/g, 'ا'],
  [/(.)\1/g, '$1'],
];
const VOWELS = 'اوي';
const SIBILANTS = 'سزشچ';
const across = {
  wrong: (one, other) => {
    if (VOWELS.includes(one) && VOWELS.includes(other)) return VOWEL;
    if (one === 'چ' && (other === 'ش' || other === 'ك')) return 0;
    if (!SIBILANTS.includes(one) || !SIBILANTS.includes(other)) return 2;
    return `${one}${other}`.includes('ش') ? 0.8 : 0.4;
  },
  missing: (letter) => (letter === '' || VOWELS.includes(letter) ? VOWEL : 2),
  added: (letter) => (VOWELS.includes(letter) ? 0.5 : 2),
  swapped: 2,
};
const spelled = (word, changes) => changes.reduce((text, [from, to]) => text.replace(from, to), word);

/** The Arabic word of the archive that spells a Latin one, if one is no farther off than `most`. */
export function inArabic(word, text, most) {
  if (!/^[a-z]+$/.test(word) || word.length < LETTERS) return [];
  const wanted = spelled(word, LATIN);
  if (most < NAME && wanted.replace(/[اوي]/g, '').length < CONSONANTS) return [];
  let best = null;
  for (const entry of entriesOf(text)) {
    if (entry.bare < '\u0621' || entry.bare.length < 3) continue;
    entry.spelled ??= spelled(entry.bare, ARABIC);
    const cost = distance(wanted, entry.spelled, most, across) + (wanted.at(-1) === entry.spelled.at(-1) ? 0 : 0.1);
    if (cost <= most && (!best || cost - entry.common * 0.02 < best.cost - best.common * 0.02))
      best = { ...entry, cost };
  }
  return best ? [best.written] : [];
}

/** Whether texts write a word with a capital letter, as they do names. */
export function isName(word, text) {
  const [stem] = stems(word);
  return entriesOf(text).some((entry) => entry.stem === stem && /^\p{Lu}/u.test(entry.written));
}
