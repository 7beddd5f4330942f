// The requests the page makes of its server: how is it doing, what are the counts of a view, and what are they made of.

const PATIENCE = 10_000;
const DATE = /^Date\((\d+),(\d+),(\d+),(\d+),(\d+),(\d+)\)$/;

async function json(path, headers) {
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(path, { headers, cache: 'no-cache', signal });
  return response.json();
}

/** The health report; worded in the given zone, or in the server's own if null. A 503 is an answer too. */
export async function askHealth(zone) {
  const health = await json(zone ? `health?zone=${encodeURIComponent(zone)}` : 'health', {});
  if (!health.headline) {
    throw new Error('the answer is no health report');
  }
  return health;
}

const LENGTHS = { window: 300_000, hour: 3_600_000 };

/** The address of a view's counts of some trackers; view: its parameters; zone is an IANA id, tqx what the protocol calls so. */
export function tableAddress(names, view, zone, tqx) {
  const query = new URLSearchParams(names.map((name) => ['tracker', name]));
  Object.entries({ ...view, zone }).forEach(([name, value]) => query.set(name, value));
  if (tqx) {
    query.set('tqx', tqx);
  }
  return `gviz?${query}`;
}

/**
 * A view's counts: starts of the buckets in epoch milliseconds, the end of the last, the step; and the counts of each tracker,
 * null where nobody looked.
 */
export async function askTable(names, view, times) {
  const { cols, rows } = await table(tableAddress(names, view, view.step === 'window' ? 'UTC' : times.id));
  const counts = new Map();
  cols.forEach((col, i) => counts.set(col.id, rows.map((row) => row.c[i]?.v ?? null)));
  const walls = rows.map((row) => wall(row.c[0].v));
  return { ...bucketsOf(walls, view.step, times), walls, counts };
}

/** What a table's wall clock times stand for: windows are of UTC, hours follow each other, days begin at each midnight. */
function bucketsOf(walls, step, times) {
  const length = LENGTHS[step];
  const first = step === 'window' ? walls[0] : times.instant(walls[0]);
  const starts = walls.map((time, i) => (length ? first + i * length : times.instant(time)));
  const end = length ? starts.at(-1) + length : times.instant(walls.at(-1) + 86_400_000);
  return { starts, end, step };
}

/** The counts of one value of a tracker in a view, by the place of their bucket; those without any are not there. */
export async function askValue({ name, by }, value, view, times) {
  const tq = `select time, sum(\`count\`) where \`by\` = ${quoted(value)} group by time`;
  const { rows } = await table(`${tableAddress([name], view, view.step === 'window' ? 'UTC' : times.id)}&${
    new URLSearchParams({ by, tq })}`);
  return new Map(rows.map(({ c: [time, count] }) => [wall(time.v), count?.v ?? null]));
}

function quoted(value) {
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}

/** The values that a tracker's counts of a time are made of, the largest first; from and to in epoch milliseconds. */
export async function askValues({ name, by }, from, to, step) {
  const tq = 'select `by`, sum(`count`) where `by` is not null group by `by` order by sum(`count`) desc';
  const { rows } = await table(byAddress(name, by, from, to, step, tq));
  return rows.map(({ c: [value, count] }) => ({ value: value.v, count: count.v }));
}

/** The courses of some values: for each its counts in the order of time, null where nobody looked. */
export async function askCourses({ name, by }, values, from, to, step) {
  const which = values.map((value) => `\`by\` = ${quoted(value)}`).join(' or ');
  const tq = `select time, \`by\`, sum(\`count\`) where \`by\` is null or ${which} group by time, \`by\``;
  const { rows } = await table(byAddress(name, by, from, to, step, tq));
  const times = [...new Set(rows.map(({ c: [time] }) => wall(time.v)))].sort((a, b) => a - b);
  const gaps = new Set(rows.filter(({ c: [, value, count] }) => (value?.v ?? null) === null && (count?.v ?? null) === null)
    .map(({ c: [time] }) => wall(time.v)));
  const places = new Map(times.map((time, i) => [time, i]));
  const courses = new Map(values.map((value) => [value, times.map((time) => (gaps.has(time) ? null : 0))]));
  for (const { c: [time, value, count] } of rows) {
    if (courses.has(value?.v)) {
      courses.get(value.v)[places.get(wall(time.v))] = count.v;
    }
  }
  return courses;
}

/** A tracker's hours of some weeks: {wall, count}, wall being clock times of the zone as if of UTC. */
export async function askHours(name, weeks, times) {
  const view = { minutes: String(weeks * 7 * 1440), step: 'hour' };
  const { rows } = await table(tableAddress([name], view, times.id));
  return rows.map(({ c: [time, count] }) => ({ wall: wall(time.v), count: count?.v ?? null }));
}

function byAddress(name, by, from, to, step, tq) {
  const iso = (instant) => new Date(instant).toISOString();
  return `gviz?${new URLSearchParams({ tracker: name, by, from: iso(from), to: iso(to), step, zone: 'UTC', tq })}`;
}

async function table(path) {
  const answer = await json(path, { 'X-DataSource-Auth': 'a' });
  if (answer.status === 'error') {
    const fault = answer.errors[0];
    throw new Error(fault.detailed_message || fault.message || fault.reason);
  }
  return answer.table;
}

/** A wall clock time, as if it were UTC. */
function wall(text) {
  const [year, month, day, hour, minute, second] = DATE.exec(text).slice(1).map(Number);
  return Date.UTC(year, month, day, hour, minute, second);
}
