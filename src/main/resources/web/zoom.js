// The zoom: a span that is drawn with the mouse, or from the keyboard, and becomes the view when it is let go.

import { element } from './header.js';

const LEAST = 3;

export class Zoom {
  /** The chart has rows, a frame and the bucket at the hairline; take(from, to) gets instants, press(event) what was no drag. */
  constructor(chart, take, back) {
    this.chart = chart;
    this.take = take;
    this.begin = null;
    this.marks = [];
    const root = chart.root;
    root.addEventListener('pointerdown', (event) => event.pointerType === 'mouse' && event.button === 0 && this.#start(event));
    root.addEventListener('pointermove', (event) => this.begin !== null && event.buttons === 1 && this.#draw(this.#bucket(event)));
    root.addEventListener('pointerup', (event) => event.pointerType === 'mouse' && this.#end(this.#bucket(event)));
    root.addEventListener('dblclick', (event) => event.target.closest('.plot') && back());
  }

  /** From the keyboard: sets one end, then the other. */
  set(index) {
    if (this.begin === null) {
      this.begin = index;
      this.#draw(index);
    } else {
      this.#end(index);
    }
  }

  /** Draws the span again as far as a bucket, if one is being drawn. */
  follow(index) {
    if (this.begin !== null && index !== null) {
      this.#draw(index);
    }
  }

  /** Takes it away; whether there was one. */
  cancel() {
    const was = this.begin !== null;
    this.begin = null;
    this.#clear();
    return was;
  }

  #bucket({ clientX }) {
    const { rows, frame } = this.chart;
    const x = clientX - rows[0].plotHost.getBoundingClientRect().left;
    return frame === null ? 0 : frame.at(Math.min(Math.max(x, 0), frame.width - 0.01));
  }

  #start(event) {
    if (this.chart.frame !== null && event.target.closest('.plot')) {
      this.begin = this.#bucket(event);
    }
  }

  #end(index) {
    if (this.begin === null) {
      return;
    }
    const [from, to] = [Math.min(this.begin, index), Math.max(this.begin, index) + 1];
    this.cancel();
    if (to - from >= LEAST) {
      const { starts, end } = this.chart.frame;
      this.take(starts[from], starts[to] ?? end);
    }
  }

  #draw(index) {
    this.#clear();
    const { rows, frame } = this.chart;
    const [from, to] = [Math.min(this.begin, index), Math.max(this.begin, index) + 1];
    if (to - from < LEAST) {
      return;
    }
    const bucket = frame.width / frame.length;
    for (const { plotHost, main } of rows) {
      const mark = element('div', main ? [element('span', [`${frame.span(from, to)}, let go to zoom`])] : [], 'span');
      mark.style.left = `${from * bucket}px`;
      mark.style.width = `${(to - from) * bucket}px`;
      plotHost.append(mark);
      this.marks.push(mark);
    }
  }

  #clear() {
    this.marks.forEach((mark) => mark.remove());
    this.marks = [];
  }
}
