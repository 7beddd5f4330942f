// The lines to paste into routes/trackers.camel.yaml. In single quotes a pattern needs no escaping but of the quote itself.

import { element } from './header.js';

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

function titled(name) {
  const words = name.replaceAll(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Shows the tracker: that of a preset by its name, else one that is named after the pattern's first group. */
export function showYaml(host, pattern, preset, groups) {
  const by = preset === null ? groups[0]?.name : undefined;
  const name = preset?.name ?? (by === undefined || by === 'lines' ? 'my-tracker' : `by-${by}`);
  const lines = [
    ['    - name: ', name],
    ['      type: ', 'org.mailtally.Tracker'],
    ['      properties:', ''],
    ['        label: ', preset?.label ?? titled(name)],
    ['        pattern: ', quoted(pattern)],
  ];
  if (by !== undefined) {
    lines.push(['        by: ', by]);
  }
  host.replaceChildren(...lines.flatMap(([key, value]) => [key, element('b', [value]), '\n']));
}

/** What is shown, as text. */
export function yamlText(host) {
  return host.textContent;
}
