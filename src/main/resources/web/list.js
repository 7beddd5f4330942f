// The tracker list: beside each plot the tracker's name, its count of the last hour, and what is to be said about it.

import { element, fill } from './header.js';
import { shapeElement } from './shape.js';

/** "1,284" */
export const number = (count) => count.toLocaleString('en-US');

/** "1,284 messages", "1 line" */
export const counted = (count, noun) => `${number(count)} ${noun}${count === 1 ? '' : 's'}`;

/**
 * Shows one entry; its button stays the same element, so that it keeps the focus when the count changes.
 * series: name, label, color, count of the last hour or null, soFar or null, undecided, seenUntil (time as text) or null.
 * said: sinceText and hourText, the start of the running window and the hour that counts stand for.
 */
export function showEntry(host, series, main, said, choose) {
  host.style.setProperty('--series', `var(${series.color})`);
  const notes = main ? [said.hourText] : [];
  if (series.seenUntil !== null) {
    notes.push({ hatched: series.seenUntil });
  } else if (series.soFar !== null) {
    notes.push(main ? `${number(series.soFar)} so far since ${said.sinceText}` : `${number(series.soFar)} so far`);
  }
  if (series.undecided > 0) {
    notes.push(`${counted(series.undecided, 'line')} not decided`);
  }
  if (host.childElementCount === 0) {
    host.append(element('div', []), element('div', [], 'count'), element('div', [], 'notes'));
  }
  const [titleHost, countHost, notesHost] = host.children;
  fill(titleHost, [series.name, series.label, main], () => [title(series.label, main, choose)]);
  fill(countHost, [series.count], () => [series.count === null ? '–' : number(series.count)]);
  fill(notesHost, notes, () => notes.map((note) =>
    element('div', note.hatched ? [shapeElement('hatched-square'), note.hatched] : [note], 'note')));
}

function title(label, main, choose) {
  if (main) {
    return element('span', [label], 'title');
  }
  const button = element('button', [label], 'title');
  button.type = 'button';
  button.addEventListener('click', choose);
  return button;
}
