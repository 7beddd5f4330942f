// Hour by hour: date across, time of day down, and a dot for each hour whose area is its count.

import { element, fill } from './header.js';
import { counted } from './list.js';
import { Times } from './times.js';
import { drawing } from './values.js';

const DAY = 86_400_000;
const TOP = 18;
const ROW = 10;
const LEFT = 44;
// Wall clock times, as if of UTC, are worded in it.
const wallTimes = new Times({ id: 'UTC', offset: 0 });

export class Weeks {
  /** go(instant) is called with the beginning of the hour that was chosen. */
  constructor(host, go) {
    this.host = host;
    this.go = go;
    this.place = null;
    this.caption = element('h2', []);
    this.read = element('p', [], 'key');
    this.picture = element('div', [], 'dots');
    this.picture.tabIndex = 0;
    this.picture.setAttribute('role', 'application');
    this.read.setAttribute('aria-live', 'polite');
    host.append(this.caption, this.read, this.picture);
    this.picture.addEventListener('pointermove', (event) => this.#at(this.#under(event)));
    this.picture.addEventListener('pointerleave', () => this.#at(null));
    this.picture.addEventListener('blur', () => this.#at(null));
    this.picture.addEventListener('click', (event) => this.#choose(this.#under(event)));
    this.picture.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Shows a tracker's hours, {wall, count}, wall being clock times as if of UTC; the last one is not finished. */
  show(series, hours, times) {
    this.host.hidden = hours === null || hours.every(({ count }) => count === null);
    if (this.host.hidden) {
      return;
    }
    this.times = times;
    this.noun = series.name === 'lines' ? 'line' : 'message';
    this.host.style.setProperty('--series', `var(${series.color})`);
    const day = (wall) => Math.floor(wall / DAY);
    this.first = day(hours[0].wall);
    this.days = day(hours.at(-1).wall) - this.first + 1;
    const cells = new Map();
    for (const { wall, count } of hours) {
      const twice = cells.get(wall);
      cells.set(wall, { wall, counts: [...(twice?.counts ?? []), count] });
    }
    this.cells = cells;
    this.last = hours.at(-1).wall;
    this.column = Math.max(4, Math.min(12, Math.floor((this.host.clientWidth - LEFT) / this.days)));
    fill(this.caption, series.label, () => ['Hour by hour ', element('span', [series.label])]);
    fill(this.picture, [hours, this.column], () => [this.#draw()]);
    this.picture.setAttribute('aria-label', `${series.label}, each hour of ${this.days} days. Arrows read an hour, Enter shows it`);
    this.#at(this.place);
  }

  #draw() {
    const known = [...this.cells.values()].map((cell) => ({ ...cell, count: mean(cell.counts) }));
    const most = known.reduce((a, { count }) => Math.max(a, count ?? 0), 1);
    const begun = known.findIndex(({ count }) => count !== null);
    const full = Math.min(this.column, ROW) / 2 - 0.3;
    const paths = { dots: '', rings: '', unseen: '' };
    known.slice(begun).forEach(({ wall, count }) => {
      const { x, y } = this.#middle(wall);
      if (count === null) {
        paths.unseen += `M${x - 3} ${y + 3}L${x + 3} ${y - 3}`;
      } else if (count === 0 || wall === this.last) {
        paths.rings += circle(x, y, count === 0 ? 1.3 : Math.max(1.3, full * Math.sqrt(count / most)));
      } else {
        paths.dots += circle(x, y, Math.max(0.5, full * Math.sqrt(count / most)));
      }
    });
    const parts = [['path', { d: paths.dots, class: 'area' }], ['path', { d: paths.rings, class: 'line' }],
      ['path', { d: paths.unseen, class: 'unseen' }]];
    for (let hour = 0; hour < 24; hour += 6) {
      parts.push(['text', { x: LEFT - 8, y: TOP + hour * ROW + 9, 'text-anchor': 'end', text: `${String(hour).padStart(2, '0')}:00` }]);
    }
    let free = 0;
    for (let day = 0; day < this.days; day++) {
      const date = new Date((this.first + day) * DAY);
      const x = LEFT + day * this.column;
      if (date.getUTCDay() === 1 && x >= free && x < LEFT + this.days * this.column - 40) {
        parts.push(['text', { x, y: 10, text: wallTimes.day(date.getTime()) }]);
        free = x + 78;
      }
    }
    return drawing(LEFT + this.days * this.column, TOP + 24 * ROW, parts);
  }

  #middle(wall) {
    const day = Math.floor(wall / DAY) - this.first;
    const hour = Math.floor((wall % DAY) / 3_600_000);
    return { x: LEFT + (day + 0.5) * this.column, y: TOP + (hour + 0.5) * ROW };
  }

  #under({ clientX, clientY }) {
    const box = this.picture.getBoundingClientRect();
    const day = Math.floor((clientX - box.left - LEFT) / this.column);
    const hour = Math.floor((clientY - box.top - TOP) / ROW);
    const wall = (this.first + day) * DAY + hour * 3_600_000;
    return hour >= 0 && hour < 24 && this.cells.has(wall) ? wall : null;
  }

  #at(wall) {
    this.place = wall;
    const cell = wall === null ? undefined : this.cells.get(wall);
    this.picture.querySelector('.here')?.remove();
    if (cell === undefined) {
      this.read.textContent = 'The area of a dot is the count of an hour';
      return;
    }
    const { x, y } = this.#middle(wall);
    const mark = drawing(1, 1, [['circle', { cx: x, cy: y, r: 7, class: 'here' }]]).firstChild;
    this.picture.firstChild.append(mark);
    const count = mean(cell.counts);
    const said = count === null ? 'nobody looked' : counted(Math.round(count), this.noun);
    const note = cell.counts.length > 1 ? ', the mean of the repeated hour' : wall === this.last ? ' so far' : '';
    this.read.textContent = `${wallTimes.full(wall)}, ${said}${note}`;
  }

  #choose(wall) {
    if (wall !== null) {
      this.go(this.times.instant(wall));
    }
  }

  #key(event) {
    const moves = { ArrowLeft: -DAY, ArrowRight: DAY, ArrowUp: -3_600_000, ArrowDown: 3_600_000 };
    if (event.key in moves) {
      const next = this.place === null ? this.last : this.place + moves[event.key];
      this.#at(this.cells.has(next) ? next : this.place ?? this.last);
    } else if (event.key === 'Enter') {
      this.#choose(this.place);
    } else {
      return;
    }
    event.preventDefault();
  }
}

function mean(counts) {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b) / known.length;
}

function circle(x, y, r) {
  const radius = r.toFixed(2);
  return `M${(x - r).toFixed(2)} ${y}a${radius} ${radius} 0 1 0 ${(2 * r).toFixed(2)} 0a${radius} ${radius} 0 1 0 ${(-2 * r).toFixed(2)} 0`;
}
