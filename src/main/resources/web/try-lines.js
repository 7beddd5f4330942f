// The newest lines, with what was found in them marked, and what the named groups held. All of it is text, never markup.

import { element } from './header.js';
import { number } from './list.js';

const MOST_SHOWN = 40;

function part({ kind, text }, matched) {
  if (kind === 'MATCH' || kind === 'GROUP') {
    const mark = element('mark', [text]);
    if (kind === 'GROUP') {
      mark.className = 'group';
    }
    return mark;
  }
  const span = element('span', [text]);
  if (kind === 'LITERAL') {
    span.className = matched === 'NEAR_MISS' ? 'literal' : '';
  }
  return span;
}

/** Shows lines, the newest first. */
export function showLines(host, lines) {
  host.replaceChildren(...lines.slice(0, MOST_SHOWN).map(({ matched, parts, cut }) => {
    const line = element('li', parts.map((one) => part(one, matched)));
    line.className = matched === 'MATCH' ? 'match' : '';
    if (cut) {
      line.append(' …');
    }
    return line;
  }));
}

/** Shows the values of each group, with their shares of all matches. */
export function showGroups(host, groups, matches) {
  host.replaceChildren(...groups.map(({ name, values, others }) => {
    const heading = element('h2', [`By ${name} `, element('small', ['last hour'])]);
    const rows = values.map(({ text, count }) => row(text === '' ? '(empty)' : text, count, matches));
    if (others > 0) {
      rows.push(row('others', others, matches));
    }
    return element('section', [heading, rows.length === 0
      ? element('p', ['no match in the last hour'])
      : element('table', [element('tbody', rows)])]);
  }));
}

function row(text, count, matches) {
  const share = matches === 0 ? 0 : count / matches;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  Object.entries({ x: 0, y: 0, height: 8, width: 80 * share }).forEach(([key, value]) => bar.setAttribute(key, String(value)));
  svg.setAttribute('aria-hidden', 'true');
  svg.append(bar);
  return element('tr', [
    element('td', [text]), element('td', [number(count)]), element('td', [svg]), element('td', [`${(100 * share).toFixed(1)} %`]),
  ]);
}
