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
  return { ...bucketsOf(rows.map((row) => wall(row.c[0].v)), view.step, times), counts };
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

/** The values that a tracker's counts of a view are made of, the largest first. */
export async function askValues({ name, by }, view) {
  const tq = 'select `by`, sum(`count`) where `by` is not null group by `by` order by sum(`count`) desc';
  const query = new URLSearchParams({ tracker: name, by, ...view, zone: 'UTC', tq });
  const { rows } = await table(`gviz?${query}`);
  return rows.map(({ c: [value, count] }) => ({ value: value.v, count: count.v }));
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
