// Times as the page writes them: 24 hours, in one zone, whatever the browser's own.

const MINUTE = 60_000;

export class Times {
  /** The zone as the health report names it: an IANA id, and the offset to fall back on where it is not known. */
  constructor({ id, offset }) {
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

  /** Minutes since local midnight. */
  minuteOfDay(instant) {
    const { hour, minute } = this.#parts(instant);
    return Number(hour) * 60 + Number(minute);
  }

  /** The round local times from one instant to another, so many minutes apart. */
  ticks(from, to, minutes) {
    const ticks = [];
    for (let instant = from; instant <= to; instant += 5 * MINUTE) {
      if (this.minuteOfDay(instant) % minutes === 0) {
        ticks.push({ instant, midnight: this.minuteOfDay(instant) === 0 });
      }
    }
    return ticks;
  }

  #parts(instant) {
    const parts = this.format.formatToParts(instant + this.shift);
    return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  }
}

function formatter(timeZone) {
  return new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', weekday: 'short', day: 'numeric', month: 'short',
    hour: '2-digit', minute: '2-digit', second: '2-digit',
  });
}
