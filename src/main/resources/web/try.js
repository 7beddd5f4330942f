// The workbench: asks 150 ms after the last key what the pattern finds, and shows the newest answer.

import { askHealth } from './ask.js';
import { element } from './header.js';
import { number } from './list.js';
import { Times } from './times.js';
import { showCounts } from './try-chart.js';
import { showGroups, showLines } from './try-lines.js';
import { showNewest, showPresets } from './try-start.js';
import { showYaml, yamlText } from './try-yaml.js';

const AFTER_THE_LAST_KEY = 150;
const BUSY = 1_000;
const SLOW_LINES_PER_SECOND = 100_000;

const byId = (id) => document.getElementById(id);
const field = byId('pattern');
let asked = 0;
let waiting = 0;
let answer = null;
let times = new Times({ id: 'UTC', offset: 0 });
let shown = 'MATCH NEAR_MISS';
let preset = null;

async function ask() {
  const mine = ++asked;
  const pattern = field.value;
  history.replaceState(null, '', pattern === '' ? location.pathname : `?${new URLSearchParams({ pattern })}`);
  if (pattern === '') {
    answer = null;
    showFault(null);
    show();
    showNewest(byId('first-lines'), byId('no-first-lines')).catch(() => {});
    return;
  }
  let heard;
  try {
    const response = await fetch(`try/answer?${new URLSearchParams({ pattern })}`, {
      headers: { 'X-Requested-With': 'fetch' }, cache: 'no-store',
    });
    heard = await response.json();
  } catch {
    heard = { fault: { message: 'Mailtally does not answer; this page asks again', index: -1 }, busy: true };
  }
  if (mine !== asked) {
    return;
  }
  showFault(heard.fault ?? null, pattern);
  if (heard.fault === undefined) {
    answer = heard;
  }
  show();
  if (heard.busy) {
    later(BUSY);
  }
}

function later(delay) {
  clearTimeout(waiting);
  waiting = setTimeout(ask, delay);
}

/** What is wrong, with a caret below its place; the previous answers stay, in grey. */
function showFault(fault, pattern) {
  byId('fault').hidden = fault === null;
  byId('answer').classList.toggle('stale', fault !== null);
  if (fault !== null) {
    const known = fault.index >= 0 && pattern.length < 200;
    byId('caret').textContent = known ? `${' '.repeat(Math.min(fault.index, pattern.length))}^` : '';
    byId('reason').textContent = fault.message;
  }
  field.setAttribute('aria-invalid', String(fault !== null));
}

function show() {
  byId('answer').hidden = answer === null;
  byId('start').hidden = field.value !== '';
  if (answer === null) {
    return;
  }
  const { lastHour, sample } = answer;
  const share = lastHour.lines === 0 ? 0 : (100 * lastHour.matches) / lastHour.lines;
  byId('matches').textContent = number(lastHour.matches);
  byId('of-lines').textContent = `of ${number(lastHour.lines)} lines in the last hour, ${share.toFixed(1)} %, match; `
    + `${number(sample.matches)} of the ${number(sample.lines)} newest lines looked at`;
  byId('speed').textContent = rounded(answer.linesPerSecond);
  const slow = answer.undecided > 0 || (answer.linesPerSecond > 0 && answer.linesPerSecond < SLOW_LINES_PER_SECOND);
  byId('pace').classList.toggle('slow', slow);
  byId('cost').textContent = cost();
  showCounts(byId('counts'), answer, times);
  byId('near').hidden = answer.literals.length === 0;
  byId('literal').textContent = answer.literals.join(' or ');
  showLines(byId('lines'), answer.newest.filter(({ matched }) => shown.split(' ').includes(matched)));
  showNoLines();
  showGroups(byId('groups'), answer.groups, lastHour.matches);
  showYaml(byId('yaml'), field.value, preset, answer.groups);
  byId('spoken').textContent = `${number(lastHour.matches)} matches in the last hour`;
}

function cost() {
  const { lastHour, undecided, sample, literals, bound } = answer;
  const second = lastHour.lines / 3600;
  const brings = `lines a second on this machine, the logs bring ${second < 1 ? 'less than 1' : number(Math.round(second))}. `;
  if (undecided > 0) {
    return `${brings}Backtracks: ${number(undecided)} of ${number(sample.lines)} lines were not decided. Bounded: ${bound}.`;
  }
  const search = literals.length > 0 ? 'Searched by a literal first.' : 'No literal to search for: each line is tried.';
  return brings + search + (bound === '' ? '' : ` Bounded: ${bound}.`);
}

function rounded(count) {
  return count >= 1e6 ? `${(count / 1e6).toFixed(1)} million` : number(count);
}

function showNoLines() {
  const none = byId('lines').childElementCount === 0;
  byId('no-lines').hidden = !none;
  if (none) {
    byId('no-lines').textContent = answer.linesShown
      ? 'None among the newest lines on disk.'
      : answer.linesHint;
  }
}

async function begin() {
  askHealth(null).then((health) => { times = new Times(health.zone); show(); }, () => {});
  field.value = new URLSearchParams(location.search).get('pattern') ?? '';
  const { presets } = await (await fetch('try/answer')).json();
  presets.forEach((one, i) => {
    const option = element('option', [one.label]);
    option.value = String(i);
    byId('presets').append(option);
  });
  const take = (index) => {
    preset = presets[index];
    byId('presets').value = String(index);
    field.value = preset.pattern;
    field.focus();
    ask();
  };
  byId('presets').addEventListener('change', ({ target }) => {
    preset = null;
    if (target.value !== '') {
      take(Number(target.value));
    }
  });
  showPresets(byId('preset-list'), presets, take);
}

field.addEventListener('input', () => {
  preset = null;
  byId('presets').value = '';
  later(AFTER_THE_LAST_KEY);
});
document.querySelectorAll('.tabs button').forEach((button) => button.addEventListener('click', () => {
  shown = button.dataset.shown;
  document.querySelectorAll('.tabs button').forEach((one) => one.setAttribute('aria-pressed', String(one === button)));
  show();
}));
byId('copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(yamlText(byId('yaml')));
    byId('copy').textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(byId('yaml'));
    byId('copy').textContent = 'Selected: copy it by Ctrl+C';
  }
  setTimeout(() => { byId('copy').textContent = 'Copy'; }, 2_000);
});
await begin().catch(() => {});
ask();
