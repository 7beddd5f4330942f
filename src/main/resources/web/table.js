// The table behind the chart: the same buckets and counts, in words where there is no number.

import { element, fill } from './header.js';
import { number } from './list.js';

/** Shows it; series in the order of the trackers file, lines read last. */
export function showTable(host, caption, series, frame) {
  const rows = frame.starts.map((_, i) => [
    frame.span(i),
    ...series.map(({ counts }) => (counts[i] === null ? '–' : number(counts[i]))),
    bucketSays(series.map(({ counts }) => counts[i]), i === frame.running, frame.unsure[i]),
  ]);
  const head = ['time', ...series.map(({ label }) => label), 'state'];
  fill(host, [caption, head, rows], () => {
    const table = element('table', [element('caption', [caption]), element('thead', [row(head, 'col')])]);
    table.append(element('tbody', rows.map((cells) => row(cells, 'row'))));
    return [table];
  });
}

function bucketSays(counts, running, unsure) {
  if (unsure) {
    return 'lines may be missing';
  }
  if (running) {
    return 'so far';
  }
  return counts.every((count) => count === null) ? 'nobody looked' : '';
}

function row(cells, scope) {
  return element('tr', cells.map((cell, i) => {
    const made = element(scope === 'col' || i === 0 ? 'th' : 'td', [cell]);
    if (made.tagName === 'TH') {
      made.scope = scope;
    }
    return made;
  }));
}
