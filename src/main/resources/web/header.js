// The sentence: shape, word, rest, what is below it, the facts; and the same in the tab's title and icon.

import { shapeAddress, shapeElement } from './shape.js';

const TOKENS = { 'humming': '--usual', 'too-few': '--outside', 'too-many': '--outside' };
const said = new WeakMap();
const byId = (id) => document.getElementById(id);

/** Fills an element again, only if what it says has changed: a selection in it survives the refresh. */
export function fill(element, key, nodes) {
  const text = JSON.stringify(key);
  if (said.get(element) !== text) {
    said.set(element, text);
    element.replaceChildren(...nodes());
  }
}

/** A phrase as nodes: runs of text, the stressed ones in strong. */
export function runs(phrase) {
  return phrase.map(({ text, strong }) => (strong ? element('strong', [text]) : document.createTextNode(text)));
}

/** A new element of the given children. */
export function element(name, children, className = '') {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

/** Shows a headline, as the health report holds it. */
export function showHeadline({ state, shape, word, rest, below, facts, filled }) {
  document.body.dataset.state = state;
  const quiet = state === 'still-learning' || state === 'catching-up';
  document.body.classList.toggle('quiet', quiet);
  fill(byId('shape'), [shape, filled], () => [shapeElement(shape, filled)]);
  fill(byId('word'), word, () => [word]);
  fill(byId('spoken'), word, () => [`${word} ${rest.map(({ text }) => text).join('')}`]);
  fill(byId('rest'), rest, () => runs(rest));
  fill(byId('below'), below, () => runs(below));
  fill(byId('facts'), facts, () => facts.map((fact) => element('li', runs(fact))));
  document.title = `${word}: ${rest.map(({ text }) => text).join('')} · Mailtally`;
  const token = quiet ? '--ink-2' : TOKENS[state] ?? '--unsure';
  const color = getComputedStyle(document.body).getPropertyValue(token).trim();
  const address = shapeAddress(shape, filled, color);
  if (byId('icon').getAttribute('href') !== address) {
    byId('icon').setAttribute('href', address);
  }
}

/** Shows that the server is not heard any more: since is a time as text, or null if it never was. */
export function showNoAnswer(since) {
  showHeadline({
    state: 'no-answer', shape: 'barred-ring', word: 'No answer', filled: null, facts: [],
    rest: [{ text: since ? `from Mailtally since ${since}` : 'from Mailtally' }],
    below: [{ text: `${since ? 'This is what was known then. ' : ''}The page asks again every 5 seconds.` }],
  });
}

/** Shows the edits that were not taken, each with its line and a caret under the fault. */
export function showRefused(edits) {
  byId('refused').hidden = edits.length === 0;
  fill(byId('refused'), edits, () => edits.flatMap(refused));
}

function refused({ file, line, element: part, excerpt, caret, fault, remedy, seen }) {
  const place = `${line > 0 ? `, line ${line}` : ''}${part ? `, ${part}` : ''}`;
  const title = element('p', [element('strong', ['An edit was not taken: ']), element('code', [file]), place]);
  const lines = excerpt === '' ? [] : [element('pre', [
    element('span', [String(line)], 'number'),
    excerpt.slice(0, Math.max(0, caret)),
    element('span', [caret < 0 ? '' : excerpt.charAt(caret)], 'fault'),
    excerpt.slice(Math.max(0, caret) + (caret < 0 ? 0 : 1)),
    ...(caret < 0 ? [] : ['\n', element('span', [' '], 'number'), ' '.repeat(caret), element('span', ['^'], 'fault')]),
  ])];
  const why = element('p', [`${fault}: ${remedy}.`]);
  const rest = element('p', [`The previous routes keep running; nothing has stopped. Seen ${seen}.`
    + ' This goes away by itself when the file is right.'], 'rest');
  return [title, ...lines, why, rest];
}

/** Shows what else needs an eye, one line each. */
export function showNotices(notices) {
  byId('notices').hidden = notices.length === 0;
  fill(byId('notices'), notices, () => notices.map((notice) => element('p', [notice])));
}

/** Shows each log by itself, where they are too many to be named in the facts. */
export function showLogs(logs) {
  byId('logs').hidden = logs.length < 5;
  fill(byId('logs').querySelector('ul'), logs.map((log) => log.says), () =>
    logs.map((log) => element('li', runs(log.says))));
}
