// The questions the page asks its server: how is it doing, what are the counts of the last hour, and what are they made of.

const PATIENCE = 10_000;
const DATE = /^Date\((\d+),(\d+),(\d+),(\d+),(\d+),(\d+)\)$/;

async function json(path, headers) {
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(path, { headers, cache: 'no-store', signal });
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

/** The address of the last hour of the given trackers; zone is an IANA id, tqx what the protocol calls so. */
export function tableAddress(names, zone, tqx) {
  const query = new URLSearchParams(names.map((name) => ['tracker', name]));
  query.set('minutes', '60');
  query.set('step', 'window');
  query.set('zone', zone);
  if (tqx) {
    query.set('tqx', tqx);
  }
  return `gviz?${query}`;
}

/** The last hour: starts of windows in epoch milliseconds, and the counts of each tracker, null where nobody looked. */
export async function askTable(names) {
  const { cols, rows } = await table(tableAddress(names, 'UTC'));
  const counts = new Map();
  cols.forEach((col, i) => counts.set(col.id, rows.map((row) => row.c[i]?.v ?? null)));
  return { starts: rows.map((row) => instant(row.c[0].v)), counts };
}

/** The values that a tracker's counts of an hour are made of, the largest first; from and to as ISO 8601. */
export async function askValues({ name, by }, { from, to }) {
  const tq = 'select `by`, sum(`count`) where `by` is not null group by `by` order by sum(`count`) desc';
  const query = new URLSearchParams({ tracker: name, by, from, to, step: 'window', zone: 'UTC', tq });
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

function instant(text) {
  const [year, month, day, hour, minute, second] = DATE.exec(text).slice(1).map(Number);
  return Date.UTC(year, month, day, hour, minute, second);
}
