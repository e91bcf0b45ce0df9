// The one reader of the search index. Its files and their format are described in src/search/mod.rs; this is version 1.
import { isFunctionWord, readings, stems, words } from './analysis.js';
import { LOANWORD, NAME, inArabic, isName, near } from './near.js';

const VERSION = 1;
/** The year of what has no date. */
export const UNDATED = 'none';
// BM25 (Robertson and Zaragoza 2009): how soon a repeated word counts no more, and how far a long text is held back.
const K1 = 1.2;
const B = 0.5;
/** What a word in another form counts, and one that is only a synonym. */
const OTHER_FORM = 0.7;
const SYNONYM = 0.8;
/** Where fewer have every word, those with some are shown too, if these weigh so much of the whole query. */
const FEW = 10;
const SOME = 0.25;

/** A query in parts: what is wanted, as words and as phrases, and what is not. */
export function parse(query) {
  const wanted = [];
  const phrases = [];
  const unwanted = [];
  for (const [, minus, quoted, plain] of query.matchAll(/(?<!\S)([-−–]?)(?:["“”„«]([^"“”„«»]*)["“”»]?|([^\s"“”„«»]+))/gu)) {
    const found = words(quoted ?? plain).map(({ folded }) => folded);
    if (found.length === 0) continue;
    if (minus) unwanted.push(found);
    else if (quoted !== undefined && found.length > 1) phrases.push(found);
    else wanted.push(...found.map((word) => ({ word, exact: quoted !== undefined })));
  }
  const telling = wanted.filter(({ word }) => !isFunctionWord(word));
  return { wanted: telling.length || phrases.length ? telling : wanted, phrases, unwanted };
}

/** Opens the index at an address that ends in a slash. `get` fetches JSON; an index of another version is refused. */
export async function open(base, get) {
  const index = await get(new URL('index.json', base), true);
  if (index.version !== VERSION) throw new Error(`the index has version ${index.version}`);
  const parts = new Map();
  const part = (name) => {
    if (!parts.has(name)) {
      const url = new URL(`${name}.json`, base);
      url.searchParams.set('v', index.mark);
      parts.set(name, get(url).catch((error) => (parts.delete(name), Promise.reject(error))));
    }
    return parts.get(name);
  };
  return new Index(index, part);
}

class Index {
  #part;
  #lengths;
  #firsts;
  #textFirsts;
  #average;
  #synonyms;
  #terms = new Map();
  #facets;

  constructor({ documents, average, lengths, terms, texts, synonyms }, part) {
    this.documents = documents;
    this.#part = part;
    this.#average = average;
    this.#lengths = Float32Array.from(numbers(lengths), (steps) => 2 ** (steps / 4));
    this.#firsts = terms;
    let next = 0;
    this.#textFirsts = numbers(texts).map((count) => (next += count) - count);
    this.#synonyms = synonyms.map((list) => list.map((phrase) => words(phrase).map(({ folded }) => folded)));
  }

  /** Titles of meetings, labels of tags and phrases in a language. */
  labels = (lang) => this.#part(lang);

  /** By what results can be filtered: for each facet the values of each document. */
  async filters() {
    const { years, ...lists } = await this.#part('filters');
    this.#facets ??= {
      year: years.flatMap(([year, count]) => Array(count).fill([String(year ?? UNDATED)])),
      meeting: valued(lists.meetings, this.documents),
      tag: valued(lists.tags, this.documents),
      language: valued(lists.languages, this.documents),
    };
    return this.#facets;
  }

  /** What a result shows of a document. */
  async text(document) {
    const shard = last(this.#textFirsts, document);
    const texts = await this.#part(`texts/${shard}`);
    return texts[document - this.#textFirsts[shard]];
  }

  /**
   * Documents for a query, best first; `whole` counts those that have every word. `marks` are the folded words that
   * answered; `instead` says what was searched for in place of words that the archive does not have.
   */
  async search(query) {
    const { wanted, phrases, unwanted } = parse(query);
    const instead = [];
    const parts = await Promise.all([
      ...wanted.map(({ word, exact }, at) => this.#wanted(wanted, at, exact, instead, word)),
      ...phrases.map((phrase) => this.#phrase(phrase)),
    ]);
    const banned = new Set();
    for (const found of await Promise.all(unwanted.map((phrase) => this.#unwanted(phrase)))) {
      for (const document of found) banned.add(document);
    }
    const { hits, whole } = this.#ranked(parts, banned);
    const marks = new Set(parts.flatMap(({ forms }) => [...forms]));
    const equal = parts.flatMap(({ equal }) => equal ?? []);
    return { hits, whole, marks, equal, instead, empty: parts.length === 0 && unwanted.length === 0 };
  }

  /** Sums what the parts of a query give each document. */
  #ranked(parts, banned) {
    const scores = new Float32Array(this.documents);
    const masses = new Float32Array(this.documents);
    const counts = new Uint8Array(this.documents);
    let mass = 0;
    for (const { frequencies, rarity = 1 } of parts) {
      if (frequencies.size === 0) continue;
      const idf = Math.log(1 + (this.documents - frequencies.size + 0.5) / (frequencies.size + 0.5)) * rarity;
      mass += idf;
      for (const [document, frequency] of frequencies) {
        const norm = K1 * (1 - B + (B * this.#lengths[document]) / this.#average);
        scores[document] += (idf * frequency * (K1 + 1)) / (frequency + norm);
        masses[document] += idf;
        counts[document] += 1;
      }
    }
    const whole = [];
    const some = [];
    for (let document = 0; document < this.documents; document += 1) {
      if (banned.has(document)) continue;
      if (counts[document] === parts.length) whole.push(document);
      else if (masses[document] >= SOME * mass && counts[document] > 0) some.push(document);
    }
    const best = (one, other) => scores[other] - scores[one] || one - other;
    const hits = whole.sort(best);
    if (hits.length < FEW) hits.push(...some.sort(best).slice(0, 100));
    return { hits, whole: whole.length > hits.length ? hits.length : counted(hits, counts, parts.length) };
  }

  /** One wanted word, with its synonyms; what is near it, where the archive has neither. */
  async #wanted(wanted, at, exact, instead, word) {
    const lists = exact ? [] : this.#lists(wanted.map((one) => one.word), at);
    const term = await this.#term(word, lists);
    const isFound = term.frequencies.size > 0;
    if (exact || (isFound && term.sure && !/^[a-z]{4,}$/.test(word))) return term;
    const { words: common } = await this.#part('words');
    const [found, isBeside] = await this.#others(word, term, common, at === wanted.length - 1);
    if (found.length === 0) return term;
    const likely = found.map((other) => words(other)[0].folded);
    const spelled = isBeside || likely.length > 1 ? [] : inArabic(likely[0], common, LOANWORD);
    const all = [...likely, ...spelled.map((other) => words(other)[0].folded)];
    const terms = await Promise.all(all.map((other) => this.#term(other, [])));
    if (isBeside) return merged([term, ...terms]);
    instead.push({ word, found });
    return merged(terms);
  }

  /** Words to look for beside a word that was found, or instead of one that was not. */
  async #others(word, { frequencies, sure }, common, isLast) {
    if (frequencies.size > 0 && sure) return [inArabic(word, common, isName(word, common) ? NAME : LOANWORD), true];
    return [near(word, common, isLast, frequencies.size > 0), false];
  }

  /** The lists of synonyms with a phrase that stands at a word of the query. */
  #lists(query, at) {
    const is = (folded, word) => folded === word || stems(folded)[0] === stems(word)[0] || stems(word).slice(1).includes(stems(folded)[0]);
    const stands = (phrase, start) => start >= 0 && phrase.every((folded, step) => start + step < query.length && is(folded, query[start + step]));
    return this.#synonyms.flatMap((list, number) =>
      list.some((phrase) => phrase.some((_, step) => stands(phrase, at - step))) ? [number] : [],
    );
  }

  #term(word, lists) {
    const key = `${word} ${lists}`;
    if (!this.#terms.has(key)) this.#terms.set(key, this.#counted(word, lists));
    return this.#terms.get(key);
  }

  async #counted(word, lists) {
    const [{ forms: group, sure }, ...equal] = await Promise.all([this.#group(word), ...lists.map((list) => this.#stem(`=${list}`))]);
    const frequencies = new Map();
    const count = ([, documents, impacts], weight) => {
      const counted = numbers(impacts);
      risen(numbers(documents)).forEach((document, at) => {
        frequencies.set(document, (frequencies.get(document) ?? 0) + weight * counted[at]);
      });
    };
    for (const form of group) count(form, form[0] === word ? 1 : OTHER_FORM);
    for (const [list] of equal.filter(Boolean)) count(list, SYNONYM);
    const forms = new Set(group.map(([form]) => form));
    return { forms, frequencies, sure: sure || equal.length > 0, equal: lists.flatMap((list) => this.#synonyms[list]) };
  }

  /**
   * The forms that a word may mean: of its readings the first that has the word itself, else the first. It is `sure` where
   * the archive has the word, or what is left of it, or where nothing but suffixes was taken off.
   */
  async #group(word) {
    let first = { forms: [], stem: null, sure: false };
    for (const [at, { rest, stem }] of readings(word).entries()) {
      const forms = await this.#stem(stem);
      const has = (text) => forms?.some(([form]) => form === text);
      if (has(word)) return { forms, stem, sure: true };
      if (forms && !first.stem) first = { forms, stem, sure: at === 0 || has(rest) || has(`ال${rest}`) };
    }
    return first;
  }

  async #stem(stem, folder = 'terms') {
    const shard = last(this.#firsts, stem);
    if (shard < 0) return null;
    const groups = await this.#part(`${folder}/${shard}`);
    groups.byStem ??= new Map(groups.map(([key, ...forms]) => [key, forms]));
    return groups.byStem.get(stem) ?? null;
  }

  /** The documents in which the words of a phrase follow one another; a particle may stand on the first. */
  async #phrase(phrase) {
    const all = await Promise.all(phrase.map((word, at) => this.#places(word, at === 0)));
    let found = all[0]?.places ?? new Map();
    for (const { places } of all.slice(1)) {
      const next = new Map();
      for (const [document, starts] of found) {
        const here = new Set(places.get(document) ?? []);
        const ends = starts.map((start) => start + 1).filter((end) => here.has(end));
        if (ends.length > 0) next.set(document, ends);
      }
      found = next;
    }
    const frequencies = new Map(Array.from(found, ([document, ends]) => [document, ends.length]));
    return { forms: new Set(all.flatMap(({ forms }) => forms)), frequencies, rarity: phrase.length };
  }

  /** Where a word stands, by document. */
  async #places(word, isFirst) {
    const { forms: group, stem } = await this.#group(word);
    const positions = new Map(stem ? await this.#stem(stem, 'positions') : []);
    const forms = group.filter(([form]) => form === word || (isFirst && form.endsWith(word)));
    const places = new Map();
    for (const [form, documents] of forms) {
      const all = numbers(positions.get(form));
      let at = 0;
      for (const document of risen(numbers(documents))) {
        const count = all[at];
        places.set(document, [...(places.get(document) ?? []), ...risen(all.slice(at + 1, at + 1 + count))]);
        at += 1 + count;
      }
    }
    return { places, forms: forms.map(([form]) => form) };
  }

  async #unwanted(phrase) {
    const { frequencies } = phrase.length > 1 ? await this.#phrase(phrase) : await this.#term(phrase[0], []);
    return frequencies.keys();
  }
}

/** Terms of which any will do. */
function merged(terms) {
  const all = { forms: new Set(), frequencies: new Map(), equal: terms.flatMap(({ equal }) => equal) };
  for (const { forms, frequencies } of terms) {
    for (const form of forms) all.forms.add(form);
    for (const [document, frequency] of frequencies) {
      all.frequencies.set(document, Math.max(frequency, all.frequencies.get(document) ?? 0));
    }
  }
  return all;
}

/** How many documents at the front of a list have every part of the query. */
function counted(hits, counts, parts) {
  const first = hits.findIndex((document) => counts[document] < parts);
  return first < 0 ? hits.length : first;
}

/** The index of the last entry of a sorted list that is not behind a value; -1 where all are. */
function last(list, value) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Numbers that src/search/numbers.rs has written: the last digit of each is `0` to `[`, those before are `]` to `|`. */
function numbers(text) {
  const all = [];
  let high = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 92) {
      high = high * 32 + code - 93;
    } else {
      all.push(high * 44 + code - 48);
      high = 0;
    }
  }
  return all;
}

/** Rising numbers of which the differences are given. */
function risen(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/** For each document the keys of the lists that it is in. */
function valued(lists, documents) {
  const values = Array.from({ length: documents }, () => []);
  for (const [key, list] of Object.entries(lists)) for (const document of risen(numbers(list))) values[document].push(key);
  return values;
}
