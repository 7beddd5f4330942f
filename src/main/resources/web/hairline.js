// The read-out: a line through all plots at one bucket, the value beside it in each, and its time on the axis.

import { element } from './header.js';
import { counted, number } from './list.js';

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

  /** Moves it to a bucket, or takes it away for null, and redraws it. */
  at(index) {
    this.index = index;
    this.marks.forEach((mark) => mark.remove());
    this.marks = index === null || this.chart.frame === null || index >= this.chart.frame.length ? [] : this.#draw();
    this.chart.zoom.follow(index);
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
    return `${this.chart.frame.span(this.index)}, ${value}${soFar}`;
  }

  #absent() {
    return this.index >= this.chart.frame.running ? 'nothing read yet' : 'nobody looked';
  }

  #draw() {
    const { rows, frame } = this.chart;
    const step = frame.width / frame.length;
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
    put(rows[0].plotHost, element('div', [frame.span(this.index)], 'pill'), rows[0].plotHost.clientHeight + 2);
    return marks;
  }

  #follow(event) {
    const { rows, frame } = this.chart;
    if (frame === null) {
      return;
    }
    const x = event.clientX - rows[0].plotHost.getBoundingClientRect().left;
    this.at(frame.at(x));
  }

  #key(event) {
    const { frame, zoom, on } = this.chart;
    const last = frame === null ? -1 : frame.length - 1;
    const here = this.index ?? last + 1;
    if (event.ctrlKey || event.altKey || event.metaKey || last < 0) {
      return;
    }
    const moves = {
      ArrowLeft: here - 1, ArrowRight: here + 1, PageUp: here - frame.page, PageDown: here + frame.page, Home: 0, End: last,
    };
    const acts = {
      ArrowUp: () => on.step(-1), ArrowDown: () => on.step(1), t: () => on.table(), T: () => on.table(),
      ' ': () => this.index !== null && zoom.set(this.index), Escape: () => this.#escape(),
    };
    if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      on.move(event.key === 'ArrowLeft' ? -0.5 : 0.5);
    } else if (event.key in moves) {
      this.at(Math.min(Math.max(moves[event.key], 0), last));
    } else if (event.key in acts) {
      acts[event.key]();
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Undoes one thing: the span that is being drawn, the read-out, the zoom. */
  #escape() {
    if (this.chart.zoom.cancel()) {
      return;
    }
    if (this.index !== null) {
      this.at(null);
    } else {
      this.chart.on.back();
    }
  }
}
