// What stands in place of the numbers while no log is found: what was looked for, and the lines that change it.

import { element, fill, runs } from './header.js';

const byId = (id) => document.getElementById(id);

/** Shows or hides it, from the folder of the health report. */
export function showEmpty(shown, { looks, remedies }) {
  byId('empty').hidden = !shown;
  fill(byId('looks'), looks, () =>
    looks.flatMap(({ term, says }) => [element('dt', [term]), element('dd', runs(says))]));
  fill(byId('remedies'), remedies, () =>
    remedies.flatMap(({ says, lines }) => [element('p', [says]), element('pre', [lines.join('\n')])]));
}
