// The frame of a chart: the buckets of its time axis, where each lies, and what each is called.

const WINDOW = 300_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const SETTLING = 30_000;

export class Frame {
  /**
   * picture: starts of the buckets, the end of the last, the step. room: the pixels there are; unsure: {from, to} in which
   * lines may be missing; now: the server's clock.
   */
  constructor({ starts, end, step }, times, now, room, unsure) {
    this.starts = starts;
    this.end = end;
    this.step = step;
    this.times = times;
    this.length = starts.length;
    const pixels = Math.floor(room / starts.length);
    this.width = pixels * starts.length > 0.88 * room ? pixels * starts.length : Math.max(50, room);
    const running = starts.findLastIndex((start) => start <= now);
    /** The bucket that is not finished; behind the last one where all are. */
    this.running = running >= 0 && now < this.endOf(running) ? running : running + 1;
    this.settling = now - (starts[this.running] ?? 0) < SETTLING;
    this.unsure = starts.map((start, i) => unsure.some(({ from, to }) => from < this.endOf(i) && to >= start));
    this.ticks = times.ticks(starts, end);
  }

  endOf(index) {
    return this.starts[index + 1] ?? this.end;
  }

  /** The bucket, and the part of it, at an instant. */
  place(instant) {
    const index = Math.max(0, this.starts.findLastIndex((start) => start <= instant));
    return index + (instant - this.starts[index]) / (this.endOf(index) - this.starts[index]);
  }

  x(instant) {
    return (this.place(instant) / this.length) * this.width;
  }

  /** The bucket below a place, null where there is none. */
  at(x) {
    const index = Math.floor((x / this.width) * this.length);
    return index >= 0 && index < this.length ? index : null;
  }

  /** "13:00 to 13:05", with the date where the frame is longer than a day; a day's date alone. */
  span(from, to = from + 1) {
    const [first, last] = [this.starts[from], this.starts[to] ?? this.end];
    if (this.step === 'day') {
      return to === from + 1 ? this.times.day(first) : `${this.times.day(first)} to ${this.times.day(this.starts[to - 1])}`;
    }
    const end = last - first >= DAY ? this.times.full(last) : this.times.clock(last);
    return `${this.long ? this.times.full(first) : this.times.clock(first)} to ${end}`;
  }

  /** When a bucket begins, in the fewest words. */
  start(index) {
    const instant = this.starts[index] ?? this.end;
    return this.step === 'day' ? this.times.day(instant) : this.long ? this.times.full(instant) : this.times.clock(instant);
  }

  get long() {
    return this.end - this.starts[0] > 1.1 * DAY;
  }

  /** How many buckets a page of the keyboard moves: an hour of windows, a day of hours, a week of days. */
  get page() {
    return { window: HOUR / WINDOW, hour: 24, day: 7 }[this.step];
  }

  /** "5 minutes", "hour", "day" */
  get per() {
    return { window: '5 minutes', hour: 'hour', day: 'day' }[this.step];
  }
}
