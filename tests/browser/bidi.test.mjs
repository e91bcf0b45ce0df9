// Direction: whatever a title or name holds, what stands beside it stays on its side, and reads as before.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { each, host, launch, made, none, open } from './browser.mjs';
import { representatives, sites } from './sites.mjs';

// A value with isolates of its own would reach beyond <bdi> in any browser: that no page holds one is a check of its own.
const HOSTILE = {
  'RLO left open': '\u202eabc 12 \u05d0\u05d1',
  'LRO left open': '\u202dabc 12 \u05d0\u05d1',
  'RLE left open': '\u202babc 12 \u05d0\u05d1',
  'Hebrew, Latin and digits': '\u05d0\u05d1\u05d2 abc 123',
  'brackets and digits first': '(123) abc \u05d0\u05d1\u05d2',
};
const all = sites();
let browser;
let hosted;

before(async () => {
  [browser, hosted] = await Promise.all([launch(), host(all)]);
});
after(() => Promise.all([browser.close(), hosted.close()]));

/** Runs inside the page: puts each text into each value in turn, on a copy in one line, and looks at all that is around it. */
function directionFaults(hostile) {
  const BLOCKS = 'li, p, dd, dt, h1, h2, h3, h4, th, td, summary, figcaption';
  const range = document.createRange();
  const boxOf = (node) => {
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
    const edge = (name, outermost) => outermost(...rects.map((rect) => rect[name]));
    return {
      left: edge('left', Math.min),
      right: edge('right', Math.max),
      top: edge('top', Math.min),
      bottom: edge('bottom', Math.max),
    };
  };
  const textsOf = (block, value) => {
    const texts = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (node.data.trim() && !value.contains(node)) texts.push(node);
    return texts.filter((node) => boxOf(node).left < Infinity);
  };
  /** The side of the value that each text is on, and where its letters are, from its own edge on. */
  const layout = (block, value) => {
    const middle = (box) => (box.left + box.right) / 2;
    const own = boxOf(value);
    return textsOf(block, value).map((node) => {
      const box = boxOf(node);
      const letters = [...node.data].slice(0, 60).map((_, at) => {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect().left - box.left;
      });
      const beside = Math.abs(box.top + box.bottom - own.top - own.bottom) < own.bottom - own.top;
      return { text: node.data.trim().slice(0, 30), side: beside ? Math.sign(middle(box) - middle(own)) : 0, letters };
    });
  };
  const faults = new Map();
  const shapes = new Set();
  let looked = 0;
  for (const block of document.querySelectorAll(BLOCKS)) {
    if (!block.querySelector('bdi') || !block.checkVisibility() || block.closest('svg')) continue;
    // Of a long list one item of each make is enough.
    const shape = block.outerHTML.replace(/>[^<]+/g, '>').replace(/ (href|id|datetime|title)="[^"]*"/g, '');
    if (shapes.has(shape)) continue;
    shapes.add(shape);
    const copy = block.cloneNode(true);
    for (const inner of copy.querySelectorAll(BLOCKS + ', ul, ol, dl, div')) inner.remove();
    copy.dir = getComputedStyle(block).direction;
    copy.style.cssText =
      'display: block; position: absolute; inset: 0 auto auto 0; inline-size: max-content; max-inline-size: none; white-space: nowrap; columns: auto';
    block.after(copy);
    for (const value of copy.querySelectorAll('bdi')) {
      const own = value.textContent;
      value.textContent = '\u0633';
      const wanted = layout(copy, value);
      if (wanted.length === 0) continue;
      looked += 1;
      for (const [name, text] of Object.entries(hostile)) {
        value.textContent = text;
        layout(copy, value).forEach(({ text: beside, side, letters }, index) => {
          const same =
            side === wanted[index].side &&
            letters.every((left, at) => Math.abs(left - wanted[index].letters[at]) < 1.5);
          if (!same) faults.set(`${name}: moves «${beside}» in <${block.localName} class="${block.className}">`, true);
        });
      }
      value.textContent = own;
    }
    copy.remove();
  }
  return { looked, faults: [...faults.keys()] };
}

/** Runs inside the page: direction controls that are not closed in the text that opens them. */
function controlFaults() {
  const faults = [];
  const look = (text, where) => {
    const open = [];
    let balanced = true;
    for (const letter of text) {
      if (/[\u2066-\u2068]/.test(letter)) open.push('\u2069');
      else if (/[\u202a\u202b\u202d\u202e]/.test(letter)) open.push('\u202c');
      else if (/[\u2069\u202c]/.test(letter)) balanced &&= open.pop() === letter;
    }
    if (!balanced || open.length) faults.push(`direction left open in ${where}: «${text.trim().slice(0, 40)}»`);
  };
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    look(node.data, `<${node.parentElement.localName}>`);
  for (const element of document.querySelectorAll('*'))
    for (const { name, value } of element.attributes) look(value, name);
  return faults;
}

for (const site of all) {
  test(`direction on ${site.name}`, async () => {
    let values = 0;
    const faults = await each(
      browser,
      representatives(site).map((page) => ({ page })),
      {},
      async ({ page, visit }, task) => {
        await visit(hosted.url(task.page));
        const found = await page.evaluate(directionFaults, HOSTILE);
        values += found.looked;
        return [...found.faults, ...(await page.evaluate(controlFaults))];
      },
    );
    none(faults);
    assert(values > 0 || site.name === 'empty', 'no value with text beside it was seen');
  });
}

test('each check finds what it is for', async () => {
  const opened = await open(browser);
  const looking = async (html) => {
    await made(opened, html);
    return opened.page.evaluate(directionFaults, HOSTILE);
  };
  const text = '<p dir="rtl">نص <bdi>x</bdi> 12, (نص) abc</p><p dir="ltr">text <bdi>x</bdi> 12, (text) نص</p>';
  assert.deepEqual(await looking(text), { looked: 2, faults: [] });
  const { faults } = await looking(`<style>bdi { unicode-bidi: normal }</style>${text}`);
  for (const name of Object.keys(HOSTILE))
    assert(
      faults.some((what) => what.startsWith(name)),
      `${name} is not among ${JSON.stringify(faults)}`,
    );
  for (const control of ['\u2067', '\u2069', '\u202e', '\u2067\u202c']) {
    await made(opened, `<p title="a${control}">x</p><p>b${control}</p>`);
    assert.equal((await opened.page.evaluate(controlFaults)).length, 2, escape(control));
  }
  await made(opened, '<p>\u2068a \u202bb\u202c\u2069</p>');
  assert.deepEqual(await opened.page.evaluate(controlFaults), []);
  await opened.close();
});
