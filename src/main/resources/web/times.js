// Times as the page writes them: 24 hours, in one zone, whatever the browser's own.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
// How long a frame is at most, for its ticks to be so many minutes apart.
const CLOCK_TICKS = [[2 * HOUR, 10], [4 * HOUR, 30], [8 * HOUR, 60], [14 * HOUR, 120], [30 * HOUR, 180], [3 * DAY, 720]];

export class Times {
  /** The zone as the health report names it: an IANA id, and the offset to fall back on where it is not known. */
  constructor({ id, offset }) {
    this.id = id;
    this.shift = 0;
    try {
      this.format = formatter(id);
    } catch {
      this.format = formatter('UTC');
      this.shift = offset * 1000;
    }
  }

  /** "09:05" */
  clock(instant) {
    const { hour, minute } = this.#parts(instant);
    return `${hour}:${minute}`;
  }

  /** "09:05:07" */
  second(instant) {
    return `${this.clock(instant)}:${this.#parts(instant).second}`;
  }

  /** "Mon 23 Nov" */
  day(instant) {
    const { weekday, day, month } = this.#parts(instant);
    return `${weekday} ${day} ${month}`;
  }

  /** "Mon 23 Nov 09:05" */
  full(instant) {
    return `${this.day(instant)} ${this.clock(instant)}`;
  }

  /** "2026-11-23T09:05", as a field for a time holds it. */
  field(instant) {
    const { year, number, day, hour, minute } = this.#parts(instant);
    return `${year}-${number}-${day.padStart(2, '0')}T${hour}:${minute}`;
  }

  /** The instant of a wall clock time, given as if it were UTC; the first one where the clock shows it twice. */
  instant(wall) {
    const first = wall - this.#offset(wall - this.#offset(wall - DAY));
    return wall - this.#offset(first);
  }

  /** Minutes since local midnight. */
  minuteOfDay(instant) {
    const { hour, minute } = this.#parts(instant);
    return Number(hour) * 60 + Number(minute);
  }

  /** The bucket starts that carry a label: round local times, midnights, Mondays or the first days of months. */
  ticks(starts, end) {
    const span = end - starts[0];
    const minutes = CLOCK_TICKS.find(([longest]) => span <= longest)?.[1];
    const ticks = [];
    for (const instant of [...starts, end]) {
      const { hour, minute, weekday, day, month } = this.#parts(instant);
      const midnight = hour === '00' && minute === '00';
      if (minutes ? (Number(hour) * 60 + Number(minute)) % minutes === 0 : midnight && this.#dated(span, weekday, day)) {
        ticks.push({ instant, midnight, text: midnight ? this.#date(span, weekday, day, month) : `${hour}:${minute}` });
      }
    }
    return ticks;
  }

  #dated(span, weekday, day) {
    return span <= 10 * DAY || (span <= 80 * DAY ? weekday === 'Mon' : day === '1');
  }

  #date(span, weekday, day, month) {
    return span <= 80 * DAY ? `${weekday} ${day} ${month}` : month;
  }

  #offset(instant) {
    const { year, number, day, hour, minute, second } = this.#parts(instant);
    return Date.UTC(year, number - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
  }

  #parts(instant) {
    const parts = { number: '' };
    for (const { type, value } of this.format.formatToParts(instant + this.shift)) {
      parts[type] = value;
    }
    parts.number = String(MONTHS.indexOf(parts.month) + 1).padStart(2, '0');
    return parts;
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function formatter(timeZone) {
  return new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', weekday: 'short', day: 'numeric', month: 'short',
    hour: '2-digit', minute: '2-digit', second: '2-digit',
  });
}
