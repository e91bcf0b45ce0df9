// What a reader types → results under the box: on the page of results with filters and an address that can be shared, in
// the header as a short list. Text from the index only ever becomes text.
import { isArabic } from './analysis.js';
import { UNDATED, open } from './index.js';
import { marker, snippet } from './snippet.js';

const here = new URL('.', import.meta.url);
const PAUSE = 100;
const SHOWN = 10;
const SHOWN_IN_HEADER = 5;
const FACETS = ['meeting', 'tag', 'year', 'language'];

async function get(url, isFresh = false) {
  const response = await fetch(url, isFresh ? { cache: 'no-cache' } : {});
  if (!response.ok) throw new Error(`${response.status}: ${url}`);
  return response.json();
}

/** An element with these properties and children. */
function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Makes the box of a form search. */
export async function attach(form) {
  const lang = document.documentElement.lang;
  document.head.append(element('link', { rel: 'stylesheet', href: new URL('./search.css', import.meta.url).href }));
  const index = await open(here, get);
  const labels = await index.labels(lang);
  new Search(form, index, labels, lang);
}

class Search {
  #form;
  #box;
  #index;
  #labels;
  #lang;
  #plurals;
  #inHeader;
  #found;
  #status;
  #list;
  #said;
  #filters;
  #choices;
  #state;
  #asked = 0;
  #offering;
  #unfold;

  constructor(form, index, labels, lang) {
    [this.#form, this.#index, this.#labels, this.#lang] = [form, index, labels, lang];
    this.#plurals = new Intl.PluralRules(lang);
    this.#box = form.querySelector('input');
    this.#inHeader = form.closest('header') !== null;
    this.#status = element('p', { role: 'status' });
    this.#said = element('div');
    this.#list = element('ol', { className: 'results' });
    this.#list.setAttribute('aria-label', this.#phrase('results'));
    this.#choices = element('div');
    const summary = element('summary', {}, this.#phrase('filters'));
    this.#filters = element('details', { className: 'narrow', hidden: true }, summary, this.#choices);
    this.#found = element('div', { className: this.#inHeader ? 'panel' : 'found' });
    const heading = this.#inHeader ? [] : [element('h2', { className: 'unseen' }, this.#phrase('results'))];
    this.#found.append(this.#filters, ...heading, this.#status, this.#said, this.#list);
    if (this.#inHeader) form.append(this.#found);
    else form.after(this.#found);
    this.#read();
    // On a phone the results stand above the fold, unless they are filtered.
    const isWide = matchMedia('(min-width: 48rem)').matches;
    this.#filters.open = !this.#inHeader && (isWide || FACETS.some((facet) => this.#state[facet]));
    this.#filters.addEventListener('toggle', () => this.#unfold?.());
    this.#listen();
    this.#change({});
  }

  /** The state that the address says. */
  #read() {
    const address = new URLSearchParams(this.#inHeader ? '' : location.search);
    const typed = this.#box.value;
    this.#state = { query: typed || (address.get('q') ?? ''), sort: address.get('sort') ?? '', shown: SHOWN };
    for (const facet of FACETS) this.#state[facet] = address.get(facet) ?? '';
    this.#box.value = this.#state.query;
  }

  #listen() {
    this.#box.addEventListener('input', () => this.#change({ query: this.#box.value }));
    this.#form.addEventListener('submit', (event) => {
      if (this.#inHeader) return;
      event.preventDefault();
      this.#change({ query: this.#box.value });
    });
    for (const place of [this.#form, this.#found]) place.addEventListener('keydown', (event) => this.#key(event));
    if (!this.#inHeader) return;
    // A browser that gives a link no focus when it is clicked would take the list away from under the finger.
    this.#found.addEventListener('mousedown', (event) => event.preventDefault());
    this.#form.addEventListener('focusout', (event) => {
      if (!this.#form.contains(event.relatedTarget)) this.#found.hidden = true;
    });
    this.#form.addEventListener('focusin', () => {
      this.#found.hidden = this.#box.value.trim() === '';
    });
  }

  /** Arrows go from the box through the results and back; Escape leaves them. */
  #key(event) {
    if (event.isComposing) return;
    if (event.key === 'Escape' && this.#found.contains(event.target)) {
      this.#box.focus();
    } else if (event.key === 'Escape' && this.#inHeader && !this.#found.hidden) {
      event.preventDefault(); // The browser would empty the box.
      this.#found.hidden = true;
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (event.target.localName === 'select') return;
      const links = [...this.#found.querySelectorAll('.results a')];
      const at = links.indexOf(document.activeElement);
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      if (links.length === 0 || (at < 0 && event.key === 'ArrowUp')) return;
      event.preventDefault();
      (next < 0 ? this.#box : links[Math.min(next, links.length - 1)]).focus();
    }
  }

  #change(changes) {
    Object.assign(this.#state, { shown: SHOWN }, changes);
    if (!this.#inHeader) history.replaceState(null, '', this.#address(this.#state) || location.pathname);
    this.#ask();
  }

  #address({ query, ...state }) {
    const address = new URLSearchParams(query.trim() ? { q: query.trim() } : {});
    for (const key of [...FACETS, 'sort']) if (state[key]) address.set(key, state[key]);
    const text = address.toString();
    return text ? `?${text}` : '';
  }

  /** The page of results, from whatever page the box is on. */
  #page(state) {
    return this.#form.action + this.#address(state);
  }

  /** Searches and shows; what is overtaken by a later question is dropped. */
  async #ask() {
    const asked = (this.#asked += 1);
    const { query } = this.#state;
    this.#box.dir = query.trim() ? (isArabic(query) ? 'rtl' : 'ltr') : '';
    try {
      const answer = await this.#index.search(query);
      const isFiltered = FACETS.some((facet) => this.#state[facet]);
      if (asked !== this.#asked) return;
      const filters = isFiltered && !this.#inHeader ? await this.#index.filters() : null;
      await this.#show(answer, filters, asked);
      if (asked === this.#asked) this.#form.dataset.answered = query.trim();
    } catch (error) {
      if (asked === this.#asked) this.#status.textContent = this.#phrase('needs');
      throw error;
    }
  }

  async #show(answer, filters, asked) {
    const isFiltered = FACETS.some((facet) => this.#state[facet]);
    if (answer.empty && !isFiltered) return this.#clear();
    const all = answer.empty ? Array.from({ length: this.#index.documents }, (_, at) => at) : answer.hits;
    const passing = filters ? this.#passing(filters) : () => true;
    const kept = all.filter(passing);
    const whole = answer.empty ? kept : all.slice(0, answer.whole).filter(passing);
    const sorted = this.#sorted(whole, kept);
    const shown = sorted.slice(0, this.#inHeader ? SHOWN_IN_HEADER : this.#state.shown);
    const texts = await Promise.all(shown.map((document) => this.#index.text(document)));
    if (asked !== this.#asked) return;
    const isMarked = marker(answer);
    const items = texts.map((text) => this.#result(text, isMarked));
    this.#list.replaceChildren(...items);
    this.#status.textContent = this.#sum(whole.length, sorted.length - whole.length);
    this.#said.replaceChildren(...answer.instead.flatMap((one) => this.#instead(one)));
    this.#more(sorted.length, shown.length);
    // Results need not wait for filters that are only offered; and where these are folded, nobody fetches them.
    clearTimeout(this.#offering);
    this.#filters.hidden = this.#inHeader;
    this.#unfold = async () => this.#filters.open && this.#offer(await this.#index.filters(), all, asked);
    this.#offering = setTimeout(this.#unfold, filters ? 0 : PAUSE);
    this.#found.hidden = this.#inHeader && !this.#form.contains(document.activeElement);
  }

  /** How many have every word, and how many only some. */
  #sum(whole, some) {
    if (some === 0) return this.#counted('found', whole);
    const first = whole > 0 ? this.#counted('found', whole) : this.#phrase('no-whole');
    return [first, this.#counted('some', some)].join(this.#lang === 'ar' ? '، ' : ', ');
  }

  #clear() {
    for (const part of [this.#status, this.#said, this.#list]) part.replaceChildren();
    this.#filters.hidden = true;
    this.#found.hidden = this.#inHeader;
    this.#more(0, 0);
  }

  /** By relevance those with every word stand first; by date those with only some are left out where there are others. */
  #sorted(whole, kept) {
    if (!this.#state.sort) return kept;
    const sorted = [...(whole.length ? whole : kept)].sort((one, other) => one - other);
    return this.#state.sort === 'oldest' ? sorted.reverse() : sorted;
  }

  /** One result: its title, when and at which meeting, and where in its text the words stand. */
  #result(text, isMarked) {
    const isEnglish = this.#lang === 'en';
    const title = isEnglish && text.title.en ? text.title.en : text.title.ar;
    const folder = isEnglish ? 'en/communiques' : 'communiques';
    const href = new URL(`../${folder}/${encodeURIComponent(text.slug)}/`, here).href;
    const link = element('a', { href }, ...marked(title, isMarked));
    const facts = [text.date?.[this.#lang], this.#labels.meetings[text.meeting]?.title].filter(Boolean);
    const sources = isEnglish ? [[text.summary ?? ''], text.text] : [text.text, [text.summary ?? '']];
    const { part, before, after } = snippet(sources, isMarked);
    const shown = element(
      'p',
      { className: 'snippet' },
      before ? '… ' : '',
      ...marked(part, isMarked),
      after ? ' …' : '',
    );
    const meta = element(
      'p',
      { className: 'meta' },
      ...facts.map((fact) => element('span', {}, element('bdi', {}, ...marked(fact, isMarked)))),
    );
    const heading = element(this.#inHeader ? 'p' : 'h3', { className: 'name' }, said(link, title));
    return element('li', {}, heading, meta, said(shown, part));
  }

  /** What was searched for instead of a mistyped word; a word that is not typed to its end is not spoken of. */
  #instead({ word, found }) {
    if (found.length !== 1 || found[0].toLowerCase().startsWith(word)) return [];
    const [other] = found;
    const query = this.#state.query.replace(new RegExp(word.replace(/[^\p{L}\p{N}]/gu, '.'), 'iu'), other);
    const link = element(
      'a',
      { href: this.#page({ ...this.#state, query: query === this.#state.query ? other : query }) },
      element('bdi', {}, other),
    );
    const [start, middle, end] = this.#phrase('instead').split(/\{other\}|\{word\}/);
    return [element('p', { className: 'instead' }, start, link, middle, element('bdi', {}, word), end)];
  }

  #more(all, shown) {
    this.#found.querySelector('.more-results')?.remove();
    if (all === 0 || (all <= shown && !this.#inHeader)) return;
    const more = this.#inHeader
      ? element('a', { href: this.#page(this.#state) }, this.#phrase('all'))
      : element(
          'button',
          { type: 'button', className: 'go', onclick: () => this.#lengthen(shown) },
          this.#phrase('more'),
        );
    this.#found.append(element('p', { className: 'more-results' }, more));
  }

  async #lengthen(shown) {
    this.#state.shown += SHOWN;
    await this.#ask();
    this.#list.children[shown]?.querySelector('a').focus();
  }

  /** What tells the documents that have what the filters ask for, but for one of them. */
  #passing(filters, but) {
    const asked = FACETS.filter((facet) => facet !== but && this.#state[facet]);
    const sets = asked.map((facet) => new Set(filters[facet].get(this.#state[facet]) ?? []));
    return (document) => sets.every((set) => set.has(document));
  }

  /** The filters, each with how many results every choice of it would leave. */
  #offer(filters, all, asked) {
    if (asked !== this.#asked) return;
    const { meetings, tags } = this.#labels;
    const titles = new Map(meetings.map(({ id, title }) => [id, title]));
    const label = {
      meeting: (id) => titles.get(id),
      tag: (id) => (Object.hasOwn(tags, id) ? tags[id] : id),
      year: (year) => (year === UNDATED ? this.#phrase('undated') : this.#number(year)),
      language: (code) => this.#phrase(code),
    };
    const counted = (facet) => {
      const isKept = new Uint8Array(this.#index.documents);
      for (const document of all.filter(this.#passing(filters, facet))) isKept[document] = 1;
      const counts = Array.from(filters[facet], ([value, list]) => [
        value,
        list.reduce((sum, document) => sum + isKept[document], 0),
      ]);
      return counts.filter(([value, count]) => count > 0 || value === this.#state[facet]);
    };
    const selects = FACETS.map((facet) => {
      const order = facet === 'year' ? ([one], [other]) => other.localeCompare(one) : (one, other) => other[1] - one[1];
      const values = counted(facet).sort(order);
      const chosen = this.#state[facet];
      if (chosen && !filters[facet].has(chosen)) values.push([chosen, 0]);
      const options = values.map(([value, count]) => [
        value,
        `${label[facet](value) || value} (${this.#number(count)})`,
      ]);
      return this.#select(facet, [['', this.#phrase('any')], ...options]);
    });
    const sorts = [
      ['', 'relevance'],
      ['newest', 'newest'],
      ['oldest', 'oldest'],
    ];
    selects.push(
      this.#select(
        'sort',
        sorts.map(([value, key]) => [value, this.#phrase(key)]),
      ),
    );
    const focused = this.#filters.contains(document.activeElement) ? document.activeElement.name : null;
    this.#choices.replaceChildren(...selects);
    if (focused) this.#filters.querySelector(`[name="${focused}"]`).focus();
  }

  #select(name, options) {
    const select = element('select', { name, onchange: () => this.#change({ [name]: select.value }) });
    select.append(...options.map(([value, label]) => element('option', { value }, label)));
    select.value = this.#state[name];
    return element('label', {}, element('span', {}, this.#phrase(name)), select);
  }

  #phrase(key) {
    return this.#labels.phrases[key] ?? '';
  }

  /** A phrase for a number, in the plural form that the language wants. */
  #counted(key, n) {
    const forms = this.#phrase(key);
    return (forms[this.#plurals.select(n)] ?? forms.other).replace('{n}', this.#number(n));
  }

  /** A number in the digits of the site. */
  #number(n) {
    const text = String(n);
    return this.#labels.digits === 'arabic' ? text.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[digit]) : text;
  }
}

/** Text with the words that were searched for marked. */
function marked(text, isMarked) {
  const parts = [];
  let at = 0;
  for (const { start, end } of isMarked.words(text)) {
    if (start > at) parts.push(text.slice(at, start));
    parts.push(element('mark', {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** An element in the language and direction of its text. */
function said(shown, text) {
  const lang = isArabic(text) ? 'ar' : 'en';
  shown.lang = lang;
  shown.dir = lang === 'ar' ? 'rtl' : 'ltr';
  return shown;
}
