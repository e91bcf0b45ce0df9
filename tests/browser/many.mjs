// Writes a site of 200 communiqués, 40 meetings and 40 tags into a folder; the same one each time. Usage: node many.mjs OUT
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTS, CITIES, COUNTED, REGIONS, SUBJECTS, TAGS, THINGS, VERBS, WHENS, WHERES, WHYS } from './words.mjs';

const COMMUNIQUES = 200;
const MEETINGS = 40;
const FIRST_YEAR = 2004;
const KINDS = ['ministerial', 'small-group', 'political-directors', 'summit', 'other'];

let state = 2004;
/** A number below `limit` (mulberry32). */
function below(limit) {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
}
const pick = (list) => list[below(list.length)];
const some = (list, count) =>
  list
    .map((item) => [below(1e9), item])
    .sort((a, b) => a[0] - b[0])
    .slice(0, count)
    .map(([, item]) => item);
const two = (number) => String(number).padStart(2, '0');

/** Two places in one region. */
function regions() {
  const halves = REGIONS.map(pick);
  const [ar, en] = [0, 1].map((language) => halves.map((half) => half[language]).join(''));
  return some(WHERES, 2).map((where) => [`${where[0]} من إقليم ${ar}`, `${where[1]} of ${en}`]);
}

/** One text's own few words: texts made of all of them would be taken for copies of each other. */
const vocabulary = () => [
  some(SUBJECTS, 3),
  some(VERBS, 5),
  some(ACTS, 9),
  some(THINGS, 6),
  regions(),
  some(WHENS, 2),
  some(WHYS, 2),
];

/** One sentence, in Arabic and English. */
function sentence(words) {
  const [subject, verb, act, thing, where, when, why] = words.map(pick);
  const form = below(4);
  const [whenAr, whenEn] = form === 1 ? ['', ''] : [` ${when[0]}`, ` ${when[1]}`];
  const [whyAr, whyEn] = form === 2 ? [`، ${why[0]}`, `, ${why[1]}`] : ['', ''];
  const [act2, thing2] = [pick(words[2]), pick(words[3])];
  const figure = below(3) ? '' : `، ويشمل ذلك ${11 + below(89)} ${pick(COUNTED)} و${11 + below(89)} ${pick(COUNTED)}`;
  return [
    `${verb[0]} ${subject[0]} ${verb[1]} ${act[0]} ${thing[0]} ${where[0]}${whenAr}${whyAr}، ثم تناولوا ${act2[0]} ${thing2[0]}${figure}.`,
    `${subject[1]} ${verb[2]} ${act[1]} ${thing[1]} ${where[1]}${whenEn}${whyEn}.`,
  ];
}

/** Meetings: two a year, but for one crowded year with three on one day. */
function meetings() {
  const all = [];
  for (let index = 0; index < MEETINGS; index += 1) {
    const crowded = index >= 24 && index < 30;
    const year = crowded ? FIRST_YEAR + 12 : FIRST_YEAR + (index >> 1);
    const [month, day] = crowded && index < 27 ? [5, 17] : [1 + below(12), 1 + below(28)];
    const kind = KINDS[index % KINDS.length];
    const virtual = index % 4 === 1;
    const [ar, en, latitude, longitude] = CITIES[index % CITIES.length];
    const whole = `${year}-${two(month)}-${two(day)}`;
    const next = `${year + (month === 12 ? 1 : 0)}-${two((month % 12) + 1)}`;
    const date =
      { 5: `${year}-${two(month)}`, 11: `${year}?`, 17: `${whole}~`, 33: `${year}-${two(month)}/${next}` }[index] ??
      whole;
    const names = {
      ministerial: [`اجتماع ${ar} الوزاري ${year}`, `${en} ministerial ${year}`],
      'small-group': [`لقاء المجموعة المصغّرة ${year}`, `Small group ${year}`],
      'political-directors': [`اجتماع المديرين السياسيين ${year}`, `Political directors ${year}`],
      summit: [`قمة ${ar} ${year}`, `${en} summit ${year}`],
      other: [
        `منتدى ${ar} للتعاون في شؤون المياه والطاقة والنقل والصحة ${year}`,
        `${en} forum on cooperation in water, energy, transport and health ${year}`,
      ],
    };
    const turned = index === 6 ? ' \u2067\u202e(12)' : '';
    all.push({
      id: `meeting-${index + 1}`,
      date,
      day: whole,
      kind,
      virtual,
      names: names[kind].map((name) => name + turned),
      ar: ar + turned,
      en: en + turned,
      at: [latitude, longitude],
      index,
    });
  }
  return all;
}

const shingled = new Map();
/** The sentences of a text. It shares few three-word sequences with each one before it: none is taken for a copy. */
function sentences(number) {
  for (;;) {
    const words = vocabulary();
    const text = Array.from({ length: 8 + below(14) }, () => sentence(words));
    const all = text.flatMap(([arabic]) => arabic.split(' '));
    const shingles = new Set(all.slice(2).map((_, index) => all.slice(index, index + 3).join(' ')));
    const shared = Array(number).fill(0);
    for (const shingle of shingles) for (const other of shingled.get(shingle) ?? []) shared[other] += 1;
    if (Math.max(...shared) < shingles.size / 12) {
      for (const shingle of shingles) shingled.set(shingle, [...(shingled.get(shingle) ?? []), number]);
      return [text, pick(words[3]), pick(words[4])];
    }
  }
}

const quoted = (text) => JSON.stringify(text);
const both = ([ar, en]) => `{ ar = ${quoted(ar)}, en = ${quoted(en)} }`;

function config(all) {
  const lines = [
    'base_url = "https://example.org/many/"',
    '',
    '[title]',
    'ar = "أرشيف المجلس الإقليمي للتعاون"',
    'en = "Archive of the regional council"',
    '',
    '[description]',
    'ar = "بيانات مولّدة لاختبار الموقع."',
    'en = "Communiqués made up to test the site."',
    '',
  ];
  for (const meeting of all) {
    lines.push(
      '[[meeting]]',
      `id = "${meeting.id}"`,
      `date = "${meeting.date}"`,
      `kind = "${meeting.kind}"`,
      `title = ${both(meeting.names)}`,
      'words = []',
    );
    if (meeting.virtual) lines.push('virtual = true');
    else lines.push(`place = ${both([meeting.ar, meeting.en])}`);
    if (!meeting.virtual && meeting.index % 6)
      lines.push(`at = [${meeting.at.map((degrees) => degrees.toFixed(1)).join(', ')}]`);
    if (meeting.index % 3 === 0)
      lines.push(
        `hosts = [${both([`مدينة ${meeting.ar}`, `City of ${meeting.en}`])}, ${both(['الأمانة العامة', 'General secretariat'])}]`,
      );
    lines.push('');
  }
  TAGS.forEach(([ar, en], index) =>
    lines.push(`[tag.tag-${index + 1}]`, `ar = ${quoted(ar)}`, `en = ${quoted(en)}`, ''),
  );
  return lines.join('\n');
}

/** The communiqués that are odd, by file name: what differs from an ordinary one. */
const ODD = {
  'odd-tags': { tags: TAGS.map((_, index) => `tag-${index + 1}`) },
  'odd-long-title': {
    title:
      `${'بيان ختامي عن نتائج الدورة العادية وما تقرر فيها من توصيات بشأن المياه والطاقة والنقل والصحة والتعليم والتجارة '.repeat(4)}`
        .slice(0, 300)
        .trim(),
    title_en:
      `${'Final statement on the results of the ordinary session and what it decided on water, energy, transport, health and trade '.repeat(3)}`
        .slice(0, 300)
        .trim(),
  },
  'odd-open': { date: null, meeting: null },
  'odd-latin-title': { title: 'Final statement of the 12th session (v2.0)', title_en: null },
  'odd-mixed-title': {
    title: 'بيان G20 رقم 2254/2020: "نعم" لـ ISO-9001 (v3) بتاريخ 12/3',
    title_en: 'Statement العربية 12/3 on (ISO-9001)',
  },
  'odd-unbroken': {
    paragraph: `النص الكامل في https://example.net/${'archive-of-the-council-'.repeat(12)}2020.html وفيه كلمة ${'استقلالية'.repeat(25)} لا تنكسر.`,
    source: `https://example.net/${'a-very-long-address/'.repeat(10)}?day=12&page=3`,
  },
  'odd-hostile-title': {
    title: 'بيان \u202eabc 12\u2067 عن \u2069\u2069 العمل \u202d(123)',
    title_en: 'On \u202eabc\u2067 work \u2069(123)',
  },
};

function communique(number, all, odd = {}) {
  const meeting = number % 9 === 8 ? null : all[number % 13 === 0 ? 3 : below(MEETINGS)];
  const year = FIRST_YEAR + (number % 20);
  const [text, thing, where] = sentences(number);
  const front = {
    title: `بيان بشأن ${pick(ACTS)[0]} ${thing[0]} ${where[0]}`,
    title_en: number % 3 ? `Statement on ${thing[1]} ${where[1]}` : null,
    date: meeting ? meeting.date : `${year}-${two(1 + below(12))}-${two(1 + below(28))}`,
    meeting: meeting?.id ?? null,
    tags: some(
      TAGS.map((_, index) => `tag-${index + 1}`),
      1 + below(5),
    ),
    ...odd,
  };
  const source = odd.source ?? `https://example.net/news/${number}`;
  const lines = ['---', `title: ${quoted(front.title)}`];
  if (front.title_en) lines.push(`title_en: ${quoted(front.title_en)}`);
  if (front.date) lines.push(`date: ${front.date}`);
  if (front.meeting) lines.push(`meeting: ${front.meeting}`);
  lines.push(
    `tags: [${front.tags.join(', ')}]`,
    `source: { outlet: ${quoted(`نشرة ${CITIES[number % 5][0]}`)}, url: ${quoted(source)} }`,
  );
  if (number % 2)
    lines.push(
      'summary_en: |',
      `  ${text
        .slice(0, 4)
        .map(([, english]) => english)
        .join(' ')}`,
    );
  lines.push('---', '');
  const paragraphs = odd.paragraph ? [odd.paragraph] : [];
  while (text.length)
    paragraphs.push(
      text
        .splice(0, 1 + below(3))
        .map(([arabic]) => arabic)
        .join(' '),
    );
  return `${lines.join('\n')}${paragraphs.join('\n\n')}\n`;
}

const out = process.argv[2];
if (!out) throw new Error('usage: node many.mjs OUT');
const all = meetings();
const seeds = join(out, 'seeds');
rmSync(seeds, { recursive: true, force: true });
mkdirSync(seeds, { recursive: true });
writeFileSync(join(out, 'site.toml'), config(all));
const odd = Object.entries(ODD);
for (let number = 1; number <= COMMUNIQUES; number += 1) {
  const [name, change] = odd[number - 1] ?? [`report-${number}`, {}];
  writeFileSync(join(seeds, `${name}.md`), communique(number, all, change));
}
