// The break-down: what the main tracker's view is made of, the largest five values and all others together.

import { element, fill } from './header.js';
import { number } from './list.js';

const MOST = 5;
const OTHER = 'other';

/**
 * Shows it, or hides it where values is null or empty.
 * series: label, by and color of the tracker; values: value and count, the largest first.
 */
export function showValues(host, series, values, words) {
  host.hidden = values === null || values.length === 0;
  if (!host.hidden) {
    host.style.setProperty('--series', `var(${series.color})`);
    fill(host, [series.label, series.by, values, words], () => made(series, values, words));
  }
}

function made({ label, by }, values, words) {
  const named = values.filter(({ value }) => value !== OTHER);
  const total = values.reduce((sum, { count }) => sum + count, 0);
  const top = named.slice(0, MOST);
  const others = total - top.reduce((sum, { count }) => sum + count, 0);
  const rows = others > 0 ? [...top, { value: OTHER, count: others }] : top;
  const largest = Math.max(...rows.map(({ count }) => count));
  const table = element('table', [element('caption', [`By ${by} `, element('span', [`${label}, ${words}`])])]);
  table.append(element('tbody', rows.map(({ value, count }) => row(value, count, largest, total))));
  return [table];
}

function row(value, count, largest, total) {
  const name = element('th', [value]);
  name.scope = 'row';
  name.title = value;
  const bar = element('span', [], 'bar');
  bar.style.width = `${(100 * count) / largest}%`;
  const share = `${((100 * count) / total).toFixed(1)} %`;
  return element('tr', [name, element('td', [number(count)]), element('td', [bar], 'bars'), element('td', [share])]);
}
