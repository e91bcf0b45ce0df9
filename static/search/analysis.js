// Text → words, their folds and their stems: what src/text/{fold,words,stem}.rs do, in the browser. A test compares them.
import { stem as english } from './english.js';

const MARKS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0300-\u036f\u0621\u0640]/;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff\u00ad]/;
const LETTERS = { أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ي', ی: 'ي', ئ: 'ي', ؤ: 'و', ة: 'ه', ک: 'ك' };
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/;
const ARABIC = /[\u0622-\u063a\u0641-\u064a]/;
const FORMS = /[\ufb50-\ufdff\ufe70-\ufeff\uff00-\uffef]/;
const ACCENTED = /[\u00c0-\u058f\u1e00-\u1fff]/;
const ALPHANUMERIC = /[\p{Alphabetic}\p{N}]/u;
const known = new Map();
const KEPT = 2000;
const texts = new Map();

/** The letters that one character folds to; a space is a break between words. */
function foldCharacter(c) {
  if (Object.hasOwn(LETTERS, c)) return LETTERS[c];
  if (MARKS.test(c) || INVISIBLE.test(c)) return '';
  if (DIGITS.test(c)) return String(c.charCodeAt(0) & 0xf);
  if (ARABIC.test(c)) return c;
  if (/[\u0600-\u06ff]/.test(c) && /\p{Alphabetic}/u.test(c)) return c;
  if (c < '\u0080') return /[a-z0-9]/i.test(c) ? c.toLowerCase() : ' ';
  if (c === '\ufdfa' || c === '\ufdfb') return ' ';
  if (FORMS.test(c)) return parts(c, 'NFKC', (simple) => (simple === c ? ' ' : fold(simple)));
  if (ACCENTED.test(c) && c.normalize('NFD') !== c) return parts(c, 'NFD', fold);
  if (ALPHANUMERIC.test(c)) return parts(c.toLowerCase(), 'NFC', (lower) => (lower === c ? c : lowered(lower)));
  return ' ';
}

const parts = (text, form, change) => Array.from(form === 'NFC' ? text : text.normalize(form), change).join('');

const lowered = (lower) => (ALPHANUMERIC.test(lower) ? fold(lower) : '');

function fold(c) {
  let folded = known.get(c);
  if (folded === undefined) known.set(c, (folded = foldCharacter(c)));
  return folded;
}

/** The words of a text, in order: where each begins and ends in it, and its fold. */
export function words(text) {
  const found = [];
  let folded = '';
  let start = 0;
  let end = 0;
  let at = 0;
  const close = () => {
    if (folded) found.push({ start, end, folded });
    folded = '';
  };
  for (const c of text) {
    const letters = fold(c);
    if (letters === ' ') {
      close();
    } else if (letters === '') {
      if (folded && !INVISIBLE.test(c)) end = at + c.length;
    } else if (!letters.includes(' ')) {
      if (!folded) start = at;
      folded += letters;
      end = at + c.length;
    } else {
      for (const letter of letters) {
        if (letter === ' ') close();
        else if (folded) folded += letter;
        else [start, folded] = [at, letter];
      }
    }
    at += c.length;
  }
  close();
  return found;
}

/** The words of a text; kept, since texts are looked at again with each letter that is typed. */
export function read(text) {
  if (!texts.has(text)) {
    if (texts.size > KEPT) texts.clear();
    texts.set(text, words(text));
  }
  return texts.get(text);
}

const LEAST = 3;
const LEAST_BEHIND_ARTICLE = 2;
const SUFFIXES = [
  ['هما', 3],
  ['ته', 4],
  ['ها', 3],
  ['نا', 3],
  ['هم', 4],
  ['هن', 4],
  ['كم', 4],
  ['ات', 3],
  ['ون', 4],
  ['ين', 4],
  ['ان', 4],
  ['وا', 3],
  ['يه', 3],
  ['يا', 3],
  ['ه', 3],
  ['ي', 3],
  ['ا', 3],
];
const OPENING = ['هما', 'ها', 'نا', 'هم', 'هن', 'كم', 'ين', 'ان', 'ته'];
const SHORT = ['ون', 'ين', 'ان', 'هم', 'هن', 'كم'];
const NO_ARTICLE = new Set([
  'الل',
  'الت',
  'الذ',
  'الذين',
  'الان',
  'الي',
  'الات',
  'الاف',
  'الف',
  'الفين',
  'المان',
  'البان',
  'الكتر',
  'الغام',
  'الغ',
  'العاب',
  'الزام',
  'الق',
  'الياف',
  'التزام',
  'التحاق',
  'التهاب',
  'التق',
  'التفاف',
  'التباس',
  'التج',
  'التيام',
  'التقاط',
  'التصاق',
  'الا',
]);

const FUNCTION_WORDS = new Set(
  (
    'و ف ب ك ل في من علي الي عن مع ان كان كانت قد هذا هذه ذلك تلك التي الذي الذين كما بعد قبل بين خلال عند حتي لا لم ما ماذا هو هي هم ' +
    'ثم او ام حيث منذ كل بعض غير اي وما ولا وفي ومن وعلي والي عما مما فيما عليها عليه عليهم اليها اليهم منها منه منهم فيها ' +
    'فيه فيهم لها له لهم بها به بهم عنها عنه هل كيف متي اين لماذا بان وان لان لدي نحو حول بشان لقد وقد هنا هناك ايضا اذا الا ' +
    'the a an of and or in on at to for from by with as is are was were be been it its this that these those what which ' +
    'who whom when where why how did do does has have had not about into over than their there'
  ).split(' '),
);

/** Whether a folded word only joins others. */
export const isFunctionWord = (word) => FUNCTION_WORDS.has(word);

/** The stems of a folded word, likeliest first. */
export const stems = (word) => readings(word).map(({ stem }) => stem);

/** The readings of a folded word, likeliest first: what is left of it, and its stem. Each stem stands once. */
export function readings(word) {
  if (isFunctionWord(word)) return [{ rest: word, stem: word }];
  if (/^[a-z]+$/.test(word)) return [{ rest: word, stem: english(word) }];
  if (!/^[\u0621-\u064a]+$/.test(word)) return [{ rest: word, stem: word }];
  const rests = bases(word);
  const all = rests.map((rest, at) => ({ rest, stem: stem(at === 0 ? rest : (withoutArticle(rest)?.[0] ?? rest)) }));
  for (const base of rests) {
    const suffix = SHORT.find((ending) => base.endsWith(ending));
    if (!suffix || base.length !== suffix.length + LEAST) continue;
    const rest = base.slice(0, LEAST);
    all.push({ rest, stem: stem(rest) });
  }
  return all.filter((one, at) => all.findIndex((other) => other.stem === one.stem) === at);
}

/** A folded word without its article, or without what may be a particle. */
function bases(word) {
  const noun = withoutArticle(word);
  if (noun) return noun;
  const off = (text, particles) => (particles.test(text) && text.length > LEAST ? text.slice(1) : null);
  const conjunction = off(word, /^[وف]/);
  const preposition = off(conjunction ?? word, /^[بكل]/);
  return [word, conjunction, preposition].filter((rest) => rest !== null);
}

/** A word without its article and the particles before it; لل may also be ل before a word that begins with ل. */
function withoutArticle(word) {
  const conjoined = /^[وف]/.test(word) ? [word, word.slice(1)] : [word];
  for (const tail of conjoined) {
    if (tail.startsWith('لل') && tail.length - 2 >= LEAST_BEHIND_ARTICLE) {
      return tail.length - 1 >= LEAST ? [tail.slice(2), tail.slice(1)] : [tail.slice(2)];
    }
    const least = tail === word ? LEAST_BEHIND_ARTICLE : LEAST;
    const bare = /^[بك]/.test(tail)
      ? [
          [tail, least],
          [tail.slice(1), LEAST],
        ]
      : [[tail, least]];
    for (const [noun, letters] of bare) {
      if (noun.startsWith('ال') && noun.length - 2 >= letters && !NO_ARTICLE.has(stripped(noun)))
        return [noun.slice(2)];
    }
  }
  return null;
}

/** A word without the article that it is surely written with; what is compared when one word is near another. */
export const bare = (word) => (/^[\u0621-\u064a]+$/.test(word) ? bases(word)[0] : word);

function stem(word) {
  const rest = stripped(word);
  return isFunctionWord(rest) ? `${rest}~` : rest;
}

function stripped(word) {
  let rest = word;
  for (;;) {
    const shorter = SUFFIXES.find(([suffix, least]) => rest.endsWith(suffix) && rest.length - suffix.length >= least);
    if (!shorter) return rest;
    rest = rest.slice(0, -shorter[0].length);
    if (OPENING.includes(shorter[0]) && rest.endsWith('ت') && rest.length > LEAST) rest = rest.slice(0, -1);
  }
}

/** Whether most letters of a text are Arabic: the language, and so the direction, that it is shown in. */
export function isArabic(text) {
  const arabic =
    text.match(/[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/g)?.length ?? 0;
  return arabic > 0 && arabic * 2 >= (text.match(/\p{L}/gu)?.length ?? 0);
}
