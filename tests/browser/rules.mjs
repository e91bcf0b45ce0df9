// The rules that axe-core looks after, and those of contrast that it does not: text and marks in drawings.
import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOURS = axe
  .getRules(TAGS)
  .filter(({ tags }) => tags.includes('cat.color'))
  .map(({ ruleId }) => ruleId);

/** Runs inside the page, after axe-core itself. One letter or digit counts as text, of which axe-core is not sure. */
async function violations(runOnly) {
  const { violations, incomplete } = await window.axe.run({
    runOnly,
    resultTypes: ['violations', 'incomplete'],
    preload: false,
    iframes: false,
  });
  const pale = ({ any }) =>
    any.some(
      ({ data }) => data?.contrastRatio > 1 && data.contrastRatio < Number.parseFloat(data.expectedContrastRatio),
    );
  const unsure = incomplete.map(({ id, nodes }) => ({ id, nodes: nodes.filter(pale) }));
  const reason = ({ any, all, none }) => [...any, ...all, ...none][0]?.message ?? '';
  return [...violations, ...unsure].flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${reason(node)}`),
  );
}

/** What axe-core finds. `colours` asks for the rules about colours only, for a page that was looked at in others. */
export async function axeFaults(page, colours = false) {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  return page.evaluate(violations, colours ? { type: 'rule', values: COLOURS } : { type: 'tag', values: TAGS });
}

/** Runs inside the page: text in drawings that is too pale (4.5 to 1), and links in them without a mark that shows (3 to 1). */
export function drawingFaults() {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour
      .slice(0, 3)
      .map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const paints = (element, property) => {
    const { [property]: paint, strokeWidth } = getComputedStyle(element);
    const drawn =
      paint !== 'none' && !paint.startsWith('url') && !(property === 'stroke' && Number.parseFloat(strokeWidth) === 0);
    const colour = drawn ? rgba(paint) : [0, 0, 0, 0];
    return colour[3] === 255 ? colour : null;
  };
  /** What is painted under three points of something drawn, but for the link that it is part of. */
  const behind = (element, own) => {
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return [0.05, 0.5, 0.95].map((share) => {
      const point = new DOMPoint(left + (right - left) * share, (top + bottom) / 2);
      for (const under of document.elementsFromPoint(point.x, point.y)) {
        if (own.contains(under) || under instanceof SVGTextContentElement) continue;
        const shape = under instanceof SVGGeometryElement;
        if (shape && !under.isPointInFill(point.matrixTransform(under.getScreenCTM().inverse()))) continue;
        const colour = shape ? paints(under, 'fill') : rgba(getComputedStyle(under).backgroundColor);
        if (colour?.[3] === 255) return colour;
      }
      return [255, 255, 255];
    });
  };
  const contrast = (element, own, property) => {
    const colour = paints(element, property);
    if (!colour) return 1;
    const ratios = behind(element, own).map((back) => {
      const [light, dark] = [luminance(colour), luminance(back)].sort((one, other) => other - one);
      return (light + 0.05) / (dark + 0.05);
    });
    return Math.min(...ratios);
  };
  const faults = [];
  for (const text of document.querySelectorAll('svg text')) {
    if (!text.checkVisibility() || !text.textContent.trim()) continue;
    const found = contrast(text, text.closest('a') ?? text, 'fill');
    if (found < 4.5)
      faults.push(`contrast ${found.toFixed(2)} of «${text.textContent.trim().slice(0, 40)}» in a drawing`);
  }
  for (const link of document.querySelectorAll('svg a')) {
    const shapes = [...link.querySelectorAll('circle, ellipse, path, polygon, rect')];
    const parts = shapes.filter((shape) => shape.getBBox().width > 2 && shape.getBBox().height > 2);
    const shows = Math.max(
      0,
      ...parts.flatMap((part) => [contrast(part, link, 'fill'), contrast(part, link, 'stroke')]),
    );
    if (shows < 3) faults.push(`contrast ${shows.toFixed(2)} of the mark that leads to ${link.getAttribute('href')}`);
  }
  return [...new Set(faults)];
}
