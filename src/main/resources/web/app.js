// The page: asks every 5 seconds, shows what it received, and says so when nobody answers.

import { askCourses, askHealth, askHours, askTable, askValue, askValues, tableAddress } from './ask.js';
import { Chart } from './chart.js';
import { showEmpty } from './empty.js';
import { element, showHeadline, showLogs, showNoAnswer, showNotices, showRefused } from './header.js';
import { showTable } from './table.js';
import { Times } from './times.js';
import { largest, showValues } from './values.js';
import { RANGES, View } from './view.js';
import { Weeks } from './weeks.js';

const EVERY = 5_000;
const SILENCE = 15_000;
const DETAILS_EVERY = 60_000;
const WEEK = 7 * 86_400_000;
const LINES = 'lines';
const narrow = matchMedia('(max-width: 480px)');
const USUAL_RANGE = narrow.matches ? '6h' : '24h';

const byId = (id) => document.getElementById(id);
const chosen = choices();
const known = { health: null, picture: null, details: null, pictureHeld: false, answered: null, failed: false };
const opened = Date.now();
let asked = 0;

const chart = new Chart(byId('chart'), {
  main: (name) => choose({ main: name }),
  step: (by) => choose({ main: stepped(by) }),
  table: () => choose({ table: !chosen.table }),
  zoom: (from, to) => choose({ view: new View(null, from, to), before: [...chosen.before, chosen.view] }),
  back,
  move: (by) => choose({ view: chosen.view.moved(by, known.picture.now) }),
  read: (text) => { byId('key').textContent = text !== null && narrow.matches ? text : keyOf(known.picture); },
});

function choices() {
  const address = new URLSearchParams(location.search);
  return {
    zone: address.get('zone'), main: address.get('tracker'), table: address.has('table'), value: address.get('value'),
    view: View.of(address, USUAL_RANGE), before: [],
  };
}

const weeks = new Weeks(byId('weeks'), (hour) =>
  choose({ view: new View(null, hour, hour + 3_600_000), before: [...chosen.before, chosen.view] }));

/** The pixels of the chart, before it is there as well as after. */
function room() {
  const page = Math.min(innerWidth, 1344 + 96);
  return Math.max(60, page - (narrow.matches ? 84 : innerWidth > 1000 ? 96 + 253 + 64 : 96 + 64));
}

/** Asks once; an answer that a later question has overtaken is dropped. */
async function refresh() {
  const mine = ++asked;
  const answer = await ask().catch(() => ({ failed: true }));
  if (mine === asked) {
    Object.assign(known, answer);
    show();
    refreshDetails();
  }
}

async function ask() {
  const health = await askHealth(chosen.zone);
  const heard = { health, answered: Date.now(), failed: false };
  const now = Date.parse(health.now);
  const times = new Times(health.zone);
  const view = chosen.view.parameters(now, room());
  try {
    const table = await askTable([...health.trackers.map(({ name }) => name), LINES], view, times);
    const main = mainOf(health.trackers);
    if (chosen.value !== null && main?.by) {
      const counts = await askValue(main, chosen.value, view, times);
      table.counts.set(main.name, table.counts.get(main.name).map((count, i) =>
        (count === null ? null : counts.get(table.walls[i]) ?? 0)));
    }
    return { ...heard, picture: { ...table, now, view, words: chosen.view.words(times) }, pictureHeld: true };
  } catch {
    return { ...heard, pictureHeld: false };
  }
}

/** Asks for what changes slowly, and tells nobody where that fails: the next minute asks again. */
async function refreshDetails() {
  const { health, picture } = known;
  const main = picture === null ? undefined : mainOf([...health.trackers, health.lines]);
  if (main === undefined) {
    return;
  }
  const key = JSON.stringify([main.name, chosen.view, chosen.zone]);
  if (known.details?.key === key && Date.now() - known.details.asked < DETAILS_EVERY) {
    return;
  }
  const times = new Times(health.zone);
  const details = { key, asked: Date.now(), name: main.name, made: null, hours: null };
  known.details = { ...known.details, key, asked: details.asked };
  try {
    details.hours = await askHours(main.name, narrow.matches ? 3 : 8, times);
    if (main.by) {
      details.made = await madeOf(main, picture);
    }
    if (known.details.key === key) {
      known.details = details;
      show();
    }
  } catch {
    known.details.asked = 0;
  }
}

async function madeOf(main, { starts, end, step }) {
  const values = await askValues(main, starts[0], end, step);
  const before = await askValues(main, starts[0] - WEEK, Math.min(end, known.picture.now) - WEEK, step);
  const hours = (end - starts[0]) / 3_600_000;
  const coarser = hours <= 6 ? 'window' : hours <= 200 ? 'hour' : 'day';
  const top = largest(values).map(({ value }) => value);
  const sparks = top.length === 0 ? new Map() : await askCourses(main, top, starts[0], end, coarser);
  return { values, before: new Map(before.map(({ value, count }) => [value, count])), sparks };
}

function keyOf(picture) {
  return picture === null ? '' : `${chosen.main === LINES ? 'Lines' : 'Messages'} per ${chart.frame?.per}, ${picture.words}`;
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
    chart.show(alone ? [main] : ordered, picture, times, until);
    byId('key').textContent = keyOf(picture);
    const details = known.details?.name === main.name ? known.details : null;
    showValues(byId('values'), main, details?.made ?? null, picture.words, chosen.value, (value) => choose({ value }));
    weeks.show(main, details?.hours ?? null, times);
    showTable(byId('table'), `${sentence(picture.words)}, per ${chart.frame.per}`, series, chart.frame);
    byId('csv').href = tableAddress(series.map(({ name }) => name), picture.view, health.zone.id, 'out:csv;outFileName:mailtally.csv');
    showView(picture, times);
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
    label: tracker.by && tracker === mainOf(health.trackers) && chosen.value !== null ? `${tracker.label}: ${chosen.value}` : tracker.label,
    color: tracker.name === LINES ? '--lines' : `--series-${(i % 5) + 1}`,
    counts: counts.get(tracker.name) ?? starts.map(() => null),
  }));
}

/** The ranges, the one that is shown in bold; from and to of what is on the screen, unless somebody is typing there. */
function showView({ starts, end }, times) {
  for (const button of byId('ranges').children) {
    button.setAttribute('aria-pressed', String(button.value === chosen.view.range));
  }
  if (!byId('span-fields').contains(document.activeElement)) {
    byId('from').value = times.field(starts[0]);
    byId('to').value = times.field(end);
  }
  byId('reset').hidden = chosen.view.range !== null;
  byId('later').disabled = chosen.view.range !== null || chosen.view.to >= known.picture.now;
}

function sentence(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
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

/** Undoes the last zoom or move; where there is none to undo, shows the usual range again. */
function back() {
  const view = chosen.before.at(-1) ?? new View(USUAL_RANGE);
  if (chosen.view.range === null) {
    choose({ view, before: chosen.before.slice(0, -1) });
  }
}

/** Takes a choice, keeps it in the address so that a link shows the same, and shows it. */
function choose(choice) {
  const again = choice.main !== undefined || choice.value !== undefined || choice.zone !== undefined || choice.view !== undefined;
  Object.assign(chosen, choice.main === undefined ? choice : { value: null, ...choice });
  const { range, from, to } = chosen.view.address;
  const parts = {
    zone: chosen.zone, tracker: chosen.main, value: chosen.value, table: chosen.table ? 'shown' : null,
    range: range === USUAL_RANGE ? null : range, from, to,
  };
  const query = new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== null));
  const address = query.size > 0 ? `?${query}` : location.pathname;
  history[choice.view ? 'pushState' : 'replaceState'](null, '', address);
  show();
  if (again) {
    refresh();
  }
}

for (const range of RANGES.keys()) {
  const button = element('button', [range.replace(/(\d+)/, '$1 ')]);
  button.type = 'button';
  button.value = range;
  button.setAttribute('aria-label', sentence(RANGES.get(range).words));
  button.addEventListener('click', () => choose({ view: new View(range), before: [] }));
  byId('ranges').append(button);
}
byId('earlier').addEventListener('click', () => choose({ view: chosen.view.moved(-0.5, Date.parse(known.health.now)) }));
byId('later').addEventListener('click', () => choose({ view: chosen.view.moved(0.5, Date.parse(known.health.now)) }));
byId('reset').addEventListener('click', () => choose({ view: chosen.before[0] ?? new View(USUAL_RANGE), before: [] }));
byId('span-fields').addEventListener('submit', (event) => {
  event.preventDefault();
  const times = new Times(known.health.zone);
  const [from, to] = ['from', 'to'].map((name) => times.instant(Date.parse(`${byId(name).value}Z`)));
  byId('to').setCustomValidity(from < to ? '' : 'This is not after the beginning.');
  if (byId('to').reportValidity()) {
    choose({ view: new View(null, from, to), before: [...chosen.before, chosen.view] });
  }
});
byId('to').addEventListener('input', () => byId('to').setCustomValidity(''));
addEventListener('popstate', () => { Object.assign(chosen, choices()); refresh(); });
byId('local').addEventListener('click', () => choose({ zone: null }));
byId('utc').addEventListener('click', () => choose({ zone: 'UTC' }));
byId('table-button').addEventListener('click', () => choose({ table: !chosen.table }));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
document.addEventListener('visibilitychange', () => document.hidden || refresh());

async function run() {
  await refresh();
  setTimeout(run, EVERY);
}
setInterval(() => known.failed && show(), 1_000);
run();
