// The page: asks every 5 seconds, shows what it received, and says so when nobody answers.

import { askHealth, askTable, askValues, tableAddress } from './ask.js';
import { Chart } from './chart.js';
import { showEmpty } from './empty.js';
import { showHeadline, showLogs, showNoAnswer, showNotices, showRefused } from './header.js';
import { showTable } from './table.js';
import { Times } from './times.js';
import { showValues } from './values.js';

const EVERY = 5_000;
const SILENCE = 15_000;
const LINES = 'lines';
const KEY = 'Messages per 5 minutes, the last hour';
const narrow = matchMedia('(max-width: 480px)');

const byId = (id) => document.getElementById(id);
const address = new URLSearchParams(location.search);
const chosen = { zone: address.get('zone'), main: address.get('tracker'), table: address.has('table') };
const known = { health: null, picture: null, pictureHeld: false, answered: null, failed: false };
const opened = Date.now();
let asked = 0;

const chart = new Chart(byId('chart'), {
  main: (name) => choose({ main: name }),
  step: (by) => choose({ main: stepped(by) }),
  table: () => choose({ table: !chosen.table }),
  read: (text) => { byId('key').textContent = text !== null && narrow.matches ? text : KEY; },
});

/** Asks once; an answer that a later question has overtaken is dropped. */
async function refresh() {
  const mine = ++asked;
  const answer = await ask().catch(() => ({ failed: true }));
  if (mine === asked) {
    Object.assign(known, answer);
    show();
  }
}

async function ask() {
  const health = await askHealth(chosen.zone);
  const heard = { health, answered: Date.now(), failed: false };
  try {
    const table = await askTable([...health.trackers.map(({ name }) => name), LINES]);
    const main = mainOf(health.trackers);
    const made = main?.by ? { name: main.name, values: await askValues(main, health.lastHour) } : null;
    return { ...heard, picture: { ...table, made, now: Date.parse(health.now) }, pictureHeld: true };
  } catch {
    return { ...heard, pictureHeld: false };
  }
}

function show() {
  const { health, picture, answered, failed } = known;
  const silent = failed && Date.now() - (answered ?? opened) >= SILENCE;
  const times = new Times(health === null ? { id: 'UTC', offset: 0 } : health.zone);
  document.body.classList.toggle('stale', silent || !known.pictureHeld || health.headline.state === 'store-away');
  if (silent) {
    showNoAnswer(answered === null ? null : times.second(answered));
  } else if (health !== null) {
    showHeadline(health.headline);
  }
  if (health !== null) {
    showReport(health, picture, times, silent);
  }
}

function showReport(health, picture, times, silent) {
  showRefused(health.refusedEdits);
  showNotices(health.notices);
  showLogs(health.logs);
  showEmpty(health.headline.state === 'no-log-found' && !silent, health.folder);
  showZones(health);
  byId('picture').hidden = picture === null;
  if (picture !== null) {
    const held = known.pictureHeld && !silent && health.headline.state !== 'store-away';
    const series = seriesOf(health, picture);
    const main = mainOf(series);
    const ordered = [main, ...series.filter((one) => one !== main)];
    const until = held ? null : times.clock(picture.now);
    const alone = health.headline.state === 'no-log-found' && !silent;
    chart.unsure = health.gaps.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
    chart.show(alone ? [main] : ordered, picture.starts, times, picture.now, until);
    showValues(byId('values'), main, picture.made?.name === main.name ? picture.made.values : null);
    showTable(byId('table'), 'The last hour, per 5 minutes', series, chart.frame, times);
    byId('csv').href = tableAddress(series.map(({ name }) => name), health.zone.id, 'out:csv;outFileName:mailtally.csv');
  }
  byId('table').classList.toggle('visually-hidden', !chosen.table);
  byId('table-button').setAttribute('aria-pressed', String(chosen.table));
  const count = health.trackers.length;
  byId('counted').textContent = `${count} tracker${count === 1 ? '' : 's'} on ${health.source}`;
  byId('stored').textContent = `stored in ${health.store.address}`;
  byId('version').textContent = `Mailtally ${health.version}`;
}

/** The tracker that was chosen, or the first. */
function mainOf(trackers) {
  return chosen.main === LINES && !trackers.some(({ name }) => name === LINES)
    ? undefined
    : trackers.find(({ name }) => name === chosen.main) ?? trackers[0];
}

/** The trackers of the report, each with its counts; what the table does not hold of a new one is not known. */
function seriesOf(health, { starts, counts }) {
  return [...health.trackers, health.lines].map((tracker, i) => ({
    ...tracker,
    color: tracker.name === LINES ? '--lines' : `--series-${(i % 5) + 1}`,
    counts: counts.get(tracker.name) ?? starts.map(() => null),
  }));
}

function showZones({ zone, displayZone }) {
  byId('zones').hidden = displayZone.offset === 0 && ['UTC', 'Z', 'Etc/UTC', 'GMT'].includes(displayZone.id);
  byId('local').textContent = `Local time, ${displayZone.name}`;
  byId('local').setAttribute('aria-pressed', String(zone.id === displayZone.id));
  byId('utc').setAttribute('aria-pressed', String(zone.id !== displayZone.id));
}

function stepped(by) {
  const names = [...known.health.trackers.map(({ name }) => name), LINES];
  const here = Math.max(0, names.indexOf(chosen.main));
  return names[(here + by + names.length) % names.length];
}

/** Takes a choice, keeps it in the address so that a link shows the same, and shows it. */
function choose(choice) {
  Object.assign(chosen, choice);
  const query = new URLSearchParams();
  for (const [name, value] of [['zone', chosen.zone], ['tracker', chosen.main], ['table', chosen.table ? 'shown' : null]]) {
    if (value !== null) {
      query.set(name, value);
    }
  }
  history.replaceState(null, '', query.size > 0 ? `?${query}` : location.pathname);
  show();
  if (choice.main !== undefined) {
    refresh();
  }
}

byId('local').addEventListener('click', () => { choose({ zone: null }); refresh(); });
byId('utc').addEventListener('click', () => { choose({ zone: 'UTC' }); refresh(); });
byId('table-button').addEventListener('click', () => choose({ table: !chosen.table }));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
document.addEventListener('visibilitychange', () => document.hidden || refresh());

async function run() {
  await refresh();
  setTimeout(run, EVERY);
}
setInterval(() => known.failed && show(), 1_000);
run();
