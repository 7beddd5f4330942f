// The read-out: a line through all plots at one window, the value beside it in each, and its time on the axis.

import { element } from './header.js';
import { counted, number } from './list.js';

const WINDOW = 300_000;

export class Hairline {
  /** The chart has rows of {plotHost, plot, series, main}, a frame and times; keys go to the main plot. */
  constructor(chart) {
    this.chart = chart;
    this.index = null;
    this.marks = [];
    const root = chart.root;
    root.addEventListener('pointermove', (event) => this.#follow(event));
    root.addEventListener('pointerdown', (event) => this.#follow(event));
    root.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && this.at(null));
    chart.focusable.addEventListener('keydown', (event) => this.#key(event));
    chart.focusable.addEventListener('blur', () => this.at(null));
  }

  /** Moves it to a window, or takes it away for null, and redraws it. */
  at(index) {
    this.index = index;
    this.marks.forEach((mark) => mark.remove());
    this.marks = index === null || this.chart.frame === null ? [] : this.#draw();
    if (this.marks.length > 0) {
      this.chart.focusable.setAttribute('aria-valuenow', String(index));
      this.chart.focusable.setAttribute('aria-valuetext', this.text());
    }
    this.chart.onRead(this.marks.length > 0 ? this.text() : null);
  }

  /** What is read out: "09:10 to 09:15, 231 messages". */
  text() {
    const { rows, frame } = this.chart;
    const count = rows[0].series.counts[this.index];
    const noun = rows[0].series.name === 'lines' ? 'line' : 'message';
    const value = count === null ? this.#absent() : counted(count, noun);
    const soFar = this.index === frame.running && count !== null ? ' so far' : '';
    return `${this.#span()}, ${value}${soFar}`;
  }

  #absent() {
    return this.index >= this.chart.frame.running ? 'nothing read yet' : 'nobody looked';
  }

  #span() {
    const { times, frame } = this.chart;
    const start = frame.starts[this.index];
    return `${times.clock(start)} to ${times.clock(start + WINDOW)}`;
  }

  #draw() {
    const { rows, frame } = this.chart;
    const step = frame.width / frame.starts.length;
    const x = (this.index + 0.5) * step;
    const left = x > frame.width - 130;
    const marks = [];
    const put = (host, mark, top) => {
      mark.style.left = `${x}px`;
      if (top !== null) {
        mark.style.top = `${top}px`;
      }
      host.append(mark);
      marks.push(mark);
    };
    for (const { plotHost, plot, series, main } of rows) {
      const count = series.counts[this.index];
      put(plotHost, element('div', [], 'hairline'), null);
      plotHost.style.setProperty('--series', `var(${series.color})`);
      const words = count === null ? this.#absent() : number(count);
      const note = main && count !== null && this.index === frame.running ? 'so far' : '';
      const reading = element('div', [element('b', [words]), note], `reading${left ? ' left' : ''}`);
      const y = count === null ? plotHost.clientHeight / 2 : plot.y(count);
      const half = note ? 22 : main ? 14 : 9;
      put(plotHost, reading, count === null ? y : y > 2 * half ? y - half : y + half);
      if (count !== null) {
        put(plotHost, element('div', [], 'dot'), y);
      }
    }
    put(rows[0].plotHost, element('div', [this.#span()], 'pill'), rows[0].plotHost.clientHeight + 2);
    return marks;
  }

  #follow(event) {
    const { rows, frame } = this.chart;
    if (frame === null) {
      return;
    }
    const x = event.clientX - rows[0].plotHost.getBoundingClientRect().left;
    const index = Math.floor((x / frame.width) * frame.starts.length);
    this.at(index >= 0 && index < frame.starts.length ? index : null);
  }

  #key(event) {
    const last = this.chart.frame === null ? -1 : this.chart.frame.starts.length - 1;
    const here = this.index ?? last + 1;
    const moves = {
      ArrowLeft: here - 1, ArrowRight: here + 1, PageUp: here - 12, PageDown: here + 12, Home: 0, End: last,
    };
    if (event.ctrlKey || event.altKey || event.metaKey || last < 0) {
      return;
    }
    if (event.key in moves) {
      this.at(Math.min(Math.max(moves[event.key], 0), last));
    } else if (event.key === 'Escape') {
      this.at(null);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      this.chart.onStep(event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 't' || event.key === 'T') {
      this.chart.onTable();
    } else {
      return;
    }
    event.preventDefault();
  }
}
