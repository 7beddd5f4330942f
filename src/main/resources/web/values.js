// The break-down: what the main tracker's view is made of, the largest seven values and all others together.

import { element, fill } from './header.js';
import { number } from './list.js';

const MOST = 7;
const OTHER = 'other';
const WIDTH = 90;
const HEIGHT = 18;

/** The values that are shown by themselves: the largest ones. */
export const largest = (values) => values.filter(({ value }) => value !== OTHER).slice(0, MOST);

/**
 * Shows it, or hides it where made is null or holds no value.
 * series: label, by and color of the tracker; made: values (value and count, the largest first), before (the counts by value a
 * week earlier) and sparks (counts in the order of time by value); chosen: the value that the chart is filtered by, or null.
 */
export function showValues(host, series, made, words, chosen, choose) {
  host.hidden = made === null || made.values.length === 0;
  if (!host.hidden) {
    host.style.setProperty('--series', `var(${series.color})`);
    const focused = host.contains(document.activeElement) ? document.activeElement.textContent : null;
    fill(host, [series.label, series.by, made.values, [...made.before], [...made.sparks], words, chosen],
      () => [table(series, made, words, chosen, choose)]);
    if (focused !== null && !host.contains(document.activeElement)) {
      [...host.querySelectorAll('button')].find((button) => button.textContent === focused)?.focus();
    }
  }
}

function table({ label, by }, { values, before, sparks }, words, chosen, choose) {
  const total = values.reduce((sum, { count }) => sum + count, 0);
  const top = largest(values);
  const rest = total - top.reduce((sum, { count }) => sum + count, 0);
  const others = values.length - top.length;
  const most = Math.max(rest, ...top.map(({ count }) => count));
  const made = element('table', [element('caption', [`By ${by} `, element('span', [`${label}, ${words}`])])]);
  const head = [by, 'course', 'count', '', 'share', 'a week ago'].map((text) => {
    const cell = element('th', [text]);
    cell.scope = 'col';
    return cell;
  });
  const rows = top.map(({ value, count }) => {
    const button = element('button', [value]);
    button.type = 'button';
    button.title = value;
    button.setAttribute('aria-pressed', String(value === chosen));
    button.addEventListener('click', () => choose(value === chosen ? null : value));
    return row([button], sparks.get(value), count, most, total, change(count, before.get(value)));
  });
  if (rest > 0) {
    rows.push(row([others === 1 ? OTHER : `${number(others)} others`], undefined, rest, most, total, ''));
  }
  made.append(element('thead', [element('tr', head)]), element('tbody', rows));
  return made;
}

/** "+12 %", against the same time a week earlier. */
function change(count, before) {
  if (before === undefined || before === 0) {
    return 'new';
  }
  const percent = Math.round((100 * (count - before)) / before);
  return `${percent > 0 ? '+' : percent < 0 ? '−' : '±'}${number(Math.abs(percent))} %`;
}

function row(name, spark, count, most, total, changed) {
  const head = element('th', name);
  head.scope = 'row';
  const bar = element('span', [], 'bar');
  bar.style.width = `${(100 * count) / most}%`;
  const share = `${((100 * count) / total).toFixed(1)} %`;
  return element('tr', [head, element('td', spark ? [sparkline(spark)] : []), element('td', [number(count)]),
    element('td', [bar], 'bars'), element('td', [share]), element('td', [changed])]);
}

/** A value's course on a scale of its own, as steps; gaps are left out. */
function sparkline(counts) {
  const most = counts.reduce((a, b) => Math.max(a, b ?? 0), 1);
  const x = (i) => ((i / counts.length) * WIDTH).toFixed(1);
  const y = (count) => (HEIGHT - 1 - (count / most) * (HEIGHT - 2)).toFixed(1);
  const path = counts.map((count, i) => (count === null ? ''
    : `${(counts[i - 1] ?? null) === null ? 'M' : 'L'}${x(i)} ${y(count)}H${x(i + 1)}`)).join('');
  return drawing(WIDTH, HEIGHT, [['path', { d: path, class: 'line' }]]);
}

/** A picture of SVG elements, each a name and its attributes. */
export function drawing(width, height, parts) {
  const make = (name, attributes) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };
  const svg = make('svg', { viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' });
  for (const [name, { text, ...attributes }] of parts) {
    const part = make(name, attributes);
    part.textContent = text ?? '';
    svg.append(part);
  }
  return svg;
}
