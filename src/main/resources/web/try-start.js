// What the workbench shows before the first key: the presets as a list, and the newest lines as they are.

import { element } from './header.js';
import { showLines } from './try-lines.js';

const EVERY_LINE = '.';

/** Shows the presets; choose(index) is called with the one that is pressed. */
export function showPresets(host, presets, choose) {
  host.replaceChildren(...presets.map(({ label, pattern }, i) => {
    const button = element('button', [label]);
    button.type = 'button';
    button.addEventListener('click', () => choose(i));
    return element('li', [button, element('code', [pattern])]);
  }));
}

/** Shows the newest lines on disk, or why they are not shown. */
export async function showNewest(host, none) {
  const response = await fetch(`try/answer?${new URLSearchParams({ pattern: EVERY_LINE })}`, {
    headers: { 'X-Requested-With': 'fetch' }, cache: 'no-store',
  });
  const { newest, linesShown, linesHint } = await response.json();
  if (newest === undefined) {
    return;
  }
  showLines(host, newest.map(({ parts, cut }) =>
    ({ matched: 'OTHER', cut, parts: [{ kind: 'TEXT', text: parts.map(({ text }) => text).join('') }] })));
  none.hidden = newest.length > 0;
  none.textContent = linesShown ? 'There are no lines on disk yet.' : linesHint;
}
