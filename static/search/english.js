// An English word of the letters a–z → its stem, by Snowball's English algorithm, version 3 (snowballstem.org).
const WHOLE = {
  andes: 'andes',
  atlas: 'atlas',
  bias: 'bias',
  cosmos: 'cosmos',
  early: 'earli',
  gently: 'gentl',
  howe: 'howe',
  idly: 'idl',
  news: 'news',
  only: 'onli',
  singly: 'singl',
  skies: 'sky',
  skis: 'ski',
  sky: 'sky',
  ugly: 'ugli',
};
const FIRST_REGION = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
const REGION = /[aeiouy][^aeiouy]/;
const SHORT = /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|past$/;

// Suffixes and what takes their place, longest first.
const STEP_2 = sorted({
  anci: 'ance',
  enci: 'ence',
  ogi: 'og',
  li: '',
  bli: 'ble',
  abli: 'able',
  alli: 'al',
  fulli: 'ful',
  lessli: 'less',
  ousli: 'ous',
  entli: 'ent',
  aliti: 'al',
  biliti: 'ble',
  iviti: 'ive',
  tional: 'tion',
  ational: 'ate',
  alism: 'al',
  ation: 'ate',
  ization: 'ize',
  izer: 'ize',
  ator: 'ate',
  iveness: 'ive',
  fulness: 'ful',
  ousness: 'ous',
  ogist: 'og',
});
const STEP_3 = sorted({
  icate: 'ic',
  ative: '',
  alize: 'al',
  iciti: 'ic',
  ical: 'ic',
  tional: 'tion',
  ational: 'ate',
  ful: '',
  ness: '',
});
const STEP_4 = /(?:ement|ment|ance|ence|able|ible|ant|ent|ism|ate|iti|ous|ive|ize|ion|al|er|ic)$/;

function sorted(suffixes) {
  return Object.entries(suffixes).sort(([one], [other]) => other.length - one.length);
}

/** Where the first region begins: behind the first consonant that follows a vowel, from `from` on. */
function region(word, from) {
  const found = REGION.exec(word.slice(from));
  return found ? from + found.index + 2 : word.length;
}

export function stem(word) {
  if (Object.hasOwn(WHOLE, word)) return WHOLE[word];
  if (word.length < 3) return word;
  let text = word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
  const first = FIRST_REGION.exec(text)?.[0].length ?? region(text, 0);
  const second = region(text, first);
  text = plural(text);
  text = past(text, first);
  text = text.replace(/(?<=.[^aeiouy])[yY]$/, 'i');
  text = derived(text, STEP_2, first, second);
  text = derived(text, STEP_3, first, second);
  const ending = STEP_4.exec(text);
  if (ending && ending.index >= second && (ending[0] !== 'ion' || /[st]$/.test(text.slice(0, ending.index)))) {
    text = text.slice(0, ending.index);
  }
  return last(text, first, second).toLowerCase();
}

function plural(text) {
  if (text.endsWith('sses')) return text.slice(0, -2);
  if (/ie[ds]$/.test(text)) return text.slice(0, text.length > 4 ? -2 : -1);
  if (/[us]s$/.test(text)) return text;
  return /[aeiouy].+s$/.test(text) ? text.slice(0, -1) : text;
}

function past(text, first) {
  const suffix = /(?:eedly|ingly|edly|eed|ing|ed)$/.exec(text)?.[0];
  if (!suffix) return text;
  const rest = text.slice(0, -suffix.length);
  if (suffix.startsWith('eed')) {
    return rest.length < first || /^(?:succ|proc|exc)$/.test(rest) ? text : `${rest}ee`;
  }
  if (suffix === 'ing') {
    if (/^[^aeiouy]y$/.test(rest)) return `${rest[0]}ie`;
    if (/^(?:even|cann|inn|earr|herr|out)$/.test(rest)) return text;
  }
  if (!/[aeiouy]/.test(rest)) return text;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return /^[aeo]..$/.test(rest) ? rest : rest.slice(0, -1);
  return rest.length === first && SHORT.test(rest) ? `${rest}e` : rest;
}

function derived(text, suffixes, first, second) {
  const found = suffixes.find(([suffix]) => text.endsWith(suffix));
  if (!found) return text;
  const [suffix, instead] = found;
  const rest = text.slice(0, -suffix.length);
  if (rest.length < first) return text;
  if (suffix === 'li' && !/[cdeghkmnrt]$/.test(rest)) return text;
  if (suffix === 'ogi' && !rest.endsWith('l')) return text;
  if (suffix === 'ative' && rest.length < second) return text;
  return rest + instead;
}

function last(text, first, second) {
  const rest = text.slice(0, -1);
  if (text.endsWith('e')) {
    return rest.length >= second || (rest.length >= first && !SHORT.test(rest)) ? rest : text;
  }
  return text.endsWith('ll') && rest.length >= second ? rest : text;
}
