// The view: which time the chart shows, in which steps, and how the address says so.

const MINUTE = 60_000;
const STEPS = [['window', 5 * MINUTE], ['hour', 60 * MINUTE], ['day', 1440 * MINUTE]];
const LONGEST = 10 * 366 * 1440 * MINUTE;

/** The ranges that follow the clock, by the name they have in the address. */
export const RANGES = new Map([
  ['1h', { minutes: 60, words: 'the last hour' }],
  ['6h', { minutes: 360, words: 'the last 6 hours' }],
  ['24h', { minutes: 1440, words: 'the last 24 hours' }],
  ['7d', { minutes: 7 * 1440, words: 'the last 7 days' }],
  ['30d', { minutes: 30 * 1440, words: 'the last 30 days' }],
  ['1y', { minutes: 365 * 1440, words: 'the last year' }],
]);

export class View {
  /** A range that follows the clock, or the time between two instants. */
  constructor(range, from = null, to = null) {
    this.range = range;
    this.from = from;
    this.to = to;
  }

  /** The view of an address; what was made up by hand and means nothing is the range instead. */
  static of(address, otherwise) {
    const [from, to] = ['from', 'to'].map((name) => Date.parse(address.get(name) ?? ''));
    if (to > from && to - from <= LONGEST) {
      return new View(null, from, to);
    }
    return new View(RANGES.has(address.get('range')) ? address.get('range') : otherwise);
  }

  /** What stands for it in the address. */
  get address() {
    return this.range !== null
      ? { range: this.range, from: null, to: null }
      : { range: null, from: short(this.from), to: short(this.to) };
  }

  /** From when to when it is, now. */
  bounds(now) {
    return this.range === null
      ? { from: this.from, to: this.to }
      : { from: now - RANGES.get(this.range).minutes * MINUTE, to: now };
  }

  /** The finest step that leaves each bucket at least one pixel of so many. */
  step(now, pixels) {
    const { from, to } = this.bounds(now);
    return (STEPS.find(([, length]) => (to - from) / length <= pixels) ?? STEPS.at(-1))[0];
  }

  /** The parameters of a request for it. */
  parameters(now, pixels) {
    const step = this.step(now, pixels);
    return this.range === null
      ? { from: new Date(this.from).toISOString(), to: new Date(this.to).toISOString(), step }
      : { minutes: String(RANGES.get(this.range).minutes), step };
  }

  /** The time beside it: by so many of its own lengths, never after now. */
  moved(by, now) {
    const { from, to } = this.bounds(now);
    const end = Math.min(to + by * (to - from), Math.ceil(now / (5 * MINUTE)) * 5 * MINUTE);
    return new View(null, end - (to - from), end);
  }

  /** "the last 24 hours", or from when to when. */
  words(times) {
    return this.range === null
      ? `${times.full(this.from)} to ${times.full(this.to)}`
      : RANGES.get(this.range).words;
  }
}

function short(instant) {
  return new Date(instant).toISOString().replace(/(:00)?\.000Z$/, 'Z');
}
