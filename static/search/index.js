// The one reader of the search index. Its files and their format are described in src/search/mod.rs; this is version 1.
import { isFunctionWord, read, readings, stems, words } from './analysis.js';
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
const FURTHER = 100;
/** Results whose texts are read for the order of words, and words that may stand between two of the query. */
const FIRST = 10;
const BETWEEN = 2;

/** A query in parts: the words that are wanted, what stands in quotes, and what is not wanted. */
export function parse(query) {
  const wanted = [];
  const phrases = [];
  const unwanted = [];
  for (const [, minus, quoted, plain] of query.matchAll(
    /(?:(?<!\S)([-−–]))?(?:["“”„«]([^"“”„«»]*)["“”»]?|([^\s"“”„«»]+))/gu,
  )) {
    const phrase = words(quoted ?? plain).map(({ folded }) => folded);
    if (phrase.length === 0) continue;
    if (minus) unwanted.push({ phrase, isQuoted: quoted !== undefined || phrase.length > 1 });
    else if (quoted !== undefined) phrases.push(phrase);
    else wanted.push(...phrase);
  }
  const telling = wanted.filter((word) => !isFunctionWord(word));
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
      parts.set(
        name,
        get(url).catch((error) => (parts.delete(name), Promise.reject(error))),
      );
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
  #equal;
  #terms = new Map();
  #others = new Map();
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
    this.#equal = new Map();
    this.#synonyms.forEach((list, number) =>
      list.forEach((phrase) => {
        const own = phrase.map((folded) => stems(folded)[0]);
        own.forEach((stem, step) => {
          this.#equal.set(stem, [...(this.#equal.get(stem) ?? []), { number, phrase: own, step }]);
        });
      }),
    );
  }

  /** Titles of meetings, labels of tags and phrases in a language. */
  labels = (lang) => this.#part(lang);

  /** By what results can be filtered: for each facet the documents of each value. */
  async filters() {
    const { years, ...lists } = await this.#part('filters');
    this.#facets ??= {
      year: yearly(years),
      meeting: listed(lists.meetings),
      tag: listed(lists.tags),
      language: listed(lists.languages),
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
      ...wanted.map((_, at) => this.#wanted(wanted, at, instead)),
      ...phrases.map((phrase) => this.#phrase(phrase)),
    ]);
    const banned = await Promise.all(unwanted.map((one) => this.#unwanted(one)));
    const { hits, whole } = this.#ranked(parts, banned);
    const first = hits.splice(0, Math.min(whole, FIRST));
    hits.unshift(...(await this.#together(first, parts.slice(0, wanted.length))));
    const marks = new Set(parts.flatMap(({ forms }) => [...forms]));
    const equal = parts.flatMap(({ equal }) => equal ?? []);
    return { hits, whole, marks, equal, instead, empty: parts.length === 0 && unwanted.length === 0 };
  }

  /** Of the first results, whose texts are shown anyway, those where the words follow one another come first. */
  async #together(first, parts) {
    if (parts.length < 2 || first.length < 2) return first;
    const sets = parts.map(({ forms, equal }) => new Set([...forms, ...equal.flat()]));
    const stand = await Promise.all(
      first.map(async (document) => {
        const { title, text, summary } = await this.text(document);
        return [title.ar, title.en, ...text, summary].some((one) => one && follow(read(one), sets));
      }),
    );
    return [...first.filter((_, at) => stand[at]), ...first.filter((_, at) => !stand[at])];
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
      frequencies.of.forEach((frequency, document) => {
        if (frequency === 0) return;
        const norm = K1 * (1 - B + (B * this.#lengths[document]) / this.#average);
        scores[document] += (idf * frequency * (K1 + 1)) / (frequency + norm);
        masses[document] += idf;
        counts[document] += 1;
      });
    }
    const whole = [];
    const some = [];
    for (let document = 0; document < this.documents; document += 1) {
      if (banned.some(({ of }) => of[document] > 0)) continue;
      if (counts[document] === parts.length) whole.push(document);
      else if (masses[document] >= SOME * mass && counts[document] > 0) some.push(document);
    }
    const further = whole.length < FEW ? best(some, scores).slice(0, FURTHER) : [];
    return { hits: [...best(whole, scores), ...further], whole: whole.length };
  }

  /** One wanted word, with its synonyms; what is near it, where the archive has neither. */
  async #wanted(wanted, at, instead) {
    const word = wanted[at];
    const term = await this.#term(word, this.#lists(wanted, at));
    const isFound = term.frequencies.size > 0;
    if (isFound && term.sure && !/^[a-z]{4,}$/.test(word)) return term;
    const { words: common } = await this.#part('words');
    const isBeside = isFound && term.sure;
    const isLast = at === wanted.length - 1;
    const key = `${word} ${isLast}`;
    if (!this.#others.has(key)) {
      const most = isBeside && isName(word, common) ? NAME : LOANWORD;
      this.#others.set(key, isBeside ? inArabic(word, common, most) : near(word, common, isLast, isFound));
    }
    const found = this.#others.get(key);
    if (found.length === 0) return term;
    const likely = found.map((other) => words(other)[0].folded);
    const spelled = isBeside || likely.length > 1 ? [] : inArabic(likely[0], common, LOANWORD);
    const all = [...likely, ...spelled.map((other) => words(other)[0].folded)];
    const terms = await Promise.all(all.map((other) => this.#term(other, [])));
    if (isBeside) return merged([term, ...terms]);
    instead.push({ word, found });
    return merged(terms);
  }

  /** The lists of synonyms with a phrase that stands at a word of the query. */
  #lists(query, at) {
    const is = (stem, word) => word !== undefined && (stem === word || stems(word).includes(stem));
    const found = [query[at], ...stems(query[at])].flatMap((stem) => this.#equal.get(stem) ?? []);
    const standing = found.filter(({ phrase, step }) => phrase.every((stem, nth) => is(stem, query[at - step + nth])));
    return [...new Set(standing.map(({ number }) => number))];
  }

  #term(word, lists) {
    const key = `${word} ${lists}`;
    if (!this.#terms.has(key)) {
      const term = this.#counted(word, lists);
      this.#terms.set(key, term);
      term.catch(() => this.#terms.delete(key)); // What failed is asked for again.
    }
    return this.#terms.get(key);
  }

  async #counted(word, lists) {
    const [{ forms: group, sure }, ...equal] = await Promise.all([
      this.#group(word),
      ...lists.map((list) => this.#stem(`=${list}`)),
    ]);
    const frequencies = new Frequencies(this.documents);
    const count = ([, documents, impacts], weight) => {
      const counted = numbers(impacts);
      risen(numbers(documents)).forEach((document, at) => frequencies.add(document, weight * counted[at]));
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
    const frequencies = new Frequencies(this.documents);
    for (const [document, ends] of found) frequencies.add(document, ends.length);
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

  async #unwanted({ phrase, isQuoted }) {
    return (await (isQuoted ? this.#phrase(phrase) : this.#term(phrase[0], []))).frequencies;
  }
}

/** Whether the words of a query follow one another in a text, in their order and nearly without others between. */
function follow(text, sets) {
  const from = (at, part) => {
    if (part === sets.length) return true;
    for (let next = at; next <= at + BETWEEN && next < text.length; next += 1) {
      if (sets[part].has(text[next].folded) && from(next + 1, part + 1)) return true;
    }
    return false;
  };
  return text.some(({ folded }, at) => sets[0].has(folded) && from(at + 1, 1));
}

/** How often a word stands in each document, by its weight, and in how many it stands. */
class Frequencies {
  size = 0;

  constructor(documents) {
    this.of = new Float32Array(documents);
  }

  add(document, frequency) {
    if (this.of[document] === 0) this.size += 1;
    this.of[document] += frequency;
  }
}

/** Terms of which any will do. */
function merged(terms) {
  const frequencies = new Frequencies(terms[0].frequencies.of.length);
  for (const term of terms) {
    term.frequencies.of.forEach((frequency, document) => {
      const more = frequency - frequencies.of[document];
      if (more > 0) frequencies.add(document, more);
    });
  }
  const forms = new Set(terms.flatMap((term) => [...term.forms]));
  return { forms, frequencies, equal: terms.flatMap(({ equal }) => equal) };
}

/** Documents by their scores, then in the archive's order. Numbers are sorted as such, which takes a tenth of the time. */
function best(documents, scores) {
  const room = scores.length;
  const keys = Float64Array.from(documents, (document) => Math.round(-scores[document] * 1e4) * room + document);
  return Array.from(keys.sort(), (key) => ((key % room) + room) % room);
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

/** For each key of lists of documents, these. */
const listed = (lists) => new Map(Object.entries(lists).map(([key, list]) => [key, risen(numbers(list))]));

/** For each year its documents: the archive is in the order of time, and what has no date is last. */
function yearly(runs) {
  const years = new Map();
  let next = 0;
  for (const [year, count] of runs) {
    const documents = Array.from({ length: count }, () => next++);
    const key = String(year ?? UNDATED);
    years.set(key, [...(years.get(key) ?? []), ...documents]);
  }
  return years;
}
