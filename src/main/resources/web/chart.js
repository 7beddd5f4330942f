// The picture of the hour: a large plot of the main tracker, a strip for each other, one time axis, one read-out.

import { element, fill } from './header.js';
import { Hairline } from './hairline.js';
import { counted, number, showEntry } from './list.js';
import { Plot } from './plot.js';

const WINDOW = 300_000;
const SETTLING = 30_000;

export class Chart {
  /** on: main(name) when a tracker is chosen, step(by) and table() from the keyboard, read(text) of the read-out. */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.rows = [this.#row(true)];
    this.frame = null;
    this.times = null;
    this.last = null;
    /** The times in which lines may be missing, {from, to} in epoch milliseconds; set before show. */
    this.unsure = [];
    this.focusable = this.rows[0].plotHost;
    this.hairline = new Hairline(this);
    new ResizeObserver(() => this.last && this.show(...this.last)).observe(root);
  }

  onStep = (by) => this.on.step(by);
  onTable = () => this.on.table();
  onRead = (text) => this.on.read(text);

  /**
   * Shows the series, the main one first. picture: starts of the windows and whether it is still held for true;
   * times: the zone; now: the server's clock in epoch milliseconds; knownUntil: a time as text if it is not.
   */
  show(series, starts, times, now, knownUntil) {
    this.last = [series, starts, times, now, knownUntil];
    while (this.rows.length < series.length) {
      this.rows.push(this.#row(false));
    }
    this.rows.splice(series.length).forEach((row) => row.element.remove());
    this.times = times;
    const running = starts.length - 1;
    const end = starts[running] + WINDOW;
    const axis = matchMedia('(max-width: 480px)').matches ? 44 : 64;
    this.frame = {
      starts, running,
      unsure: starts.map((start) => this.unsure.some(({ from, to }) => from < start + WINDOW && to >= start)),
      settling: now - starts[running] < SETTLING,
      ticks: times.ticks(starts[0], end, 10),
      width: Math.max(5, Math.floor((this.rows[0].element.querySelector('.area').clientWidth - axis) / starts.length)) * starts.length,
    };
    const said = { sinceText: times.clock(starts[running]), hourText: hourText(times, starts[running], knownUntil) };
    series.forEach((one, i) => this.#show(this.rows[i], one, said));
    this.#axis(end, knownUntil);
    this.#name();
    this.hairline.at(this.hairline.index);
  }

  #row(main) {
    const plotHost = element('div', [], 'plot');
    const tags = element('div', [], 'tags');
    const about = element('div', [], 'about');
    const whole = element('div', [element('div', [plotHost], 'area'), about], main ? 'row main' : 'row');
    if (main) {
      plotHost.tabIndex = 0;
      plotHost.setAttribute('role', 'slider');
      plotHost.setAttribute('aria-valuemin', '0');
    } else {
      plotHost.setAttribute('aria-hidden', 'true');
    }
    plotHost.append(tags);
    this.root.append(whole);
    return { element: whole, plotHost, tags, about, main, plot: new Plot(plotHost, main), series: null };
  }

  #show(row, series, said) {
    row.series = series;
    row.plot.show(series, this.frame);
    const gap = row.plot.gaps().at(-1);
    const toNow = gap && gap.to >= this.frame.running;
    const since = toNow && gap.from > 0 ? this.times.clock(this.frame.starts[gap.from]) : null;
    const seenUntil = toNow ? (since ? `until ${since}` : 'nobody looked') : null;
    showEntry(row.about, { ...series, seenUntil }, row.main, said, () => this.on.main(series.name));
    const scale = series.counts.every((count) => count === null) ? [0] : row.plot.scale;
    row.labels = scale.map((value) => tag(number(value), 'value', this.frame.width + 8, row.plot.y(value)));
    row.labels.push(...(row.main ? [...this.#gapLabels(row), ...this.#unsureLabels()] : []));
    if (!row.main) {
      fillTags(row);
    }
  }

  #gapLabels({ plot, plotHost }) {
    const longest = plot.gaps().sort((one, other) => other.to - other.from - (one.to - one.from))[0];
    if (!longest) {
      return [];
    }
    const { starts, width, running } = this.frame;
    const from = this.times.clock(starts[longest.from]);
    const toNow = longest.to >= running;
    const all = toNow && longest.from === 0;
    const span = all ? 'in this hour' : toNow ? `since ${from}` : `${from} to ${this.times.clock(starts[longest.to])}`;
    const step = width / starts.length;
    const middle = ((longest.from + longest.to) / 2) * step;
    const label = tag('', 'gap', Math.min(Math.max(middle, 54), width - 54), plotHost.clientHeight * 0.4);
    label.content = ['nobody looked', span];
    return [label];
  }

  #unsureLabels() {
    const { unsure, starts, width } = this.frame;
    const last = unsure.lastIndexOf(true);
    if (last < 0) {
      return [];
    }
    const middle = (last + 0.5) * (width / starts.length);
    const label = tag('', 'gap', Math.min(Math.max(middle, 54), width - 54), 24);
    label.content = ['lines may be missing', this.times.clock(starts[last])];
    return [label];
  }

  #axis(end, knownUntil) {
    const { ticks, starts, width } = this.frame;
    const row = this.rows[0];
    const top = row.plotHost.clientHeight;
    const x = (instant) => ((instant - starts[0]) / (end - starts[0])) * width;
    const date = ticks.find(({ midnight }) => midnight);
    for (const { instant, midnight } of ticks) {
      const text = midnight ? this.times.day(instant) : this.times.clock(instant);
      const hidden = date && !midnight && Math.abs(x(instant) - x(date.instant)) < 60;
      row.labels.push(tag(hidden ? '' : text, midnight ? 'time midnight' : 'time', x(instant), top));
    }
    if (knownUntil) {
      const label = tag('', 'known', width - 8, 8);
      label.content = [`known until ${knownUntil}`, ''];
      row.labels.push(label);
    }
    fillTags(row);
  }

  #name() {
    const { series, plot } = this.rows[0];
    const finished = series.counts.slice(0, this.frame.running).filter((count) => count !== null);
    const noun = series.name === 'lines' ? 'lines' : 'messages';
    const range = finished.length === 0 ? 'nothing known' :
      `lowest ${number(Math.min(...finished))}, highest ${number(Math.max(...finished))}`;
    const gaps = plot.gaps().map(({ from, to }) =>
      `${this.times.clock(this.frame.starts[from])} to ${this.times.clock(this.frame.starts[0] + to * WINDOW)}`);
    const unsure = this.frame.starts.filter((_, i) => this.frame.unsure[i]).map((start) => this.times.clock(start));
    const missing = unsure.length > 0 ? `; lines may be missing at ${unsure.join(', ')}` : '';
    const unseen = gaps.length > 0 ? `; nobody looked ${gaps.join(', ')}` : '';
    this.focusable.setAttribute('aria-label',
      `${series.label}, the last hour, ${noun} per 5 minutes: ${range}${unseen}${missing}`);
    this.focusable.setAttribute('aria-valuemax', String(this.frame.running));
    if (this.hairline.index === null) {
      this.focusable.setAttribute('aria-valuenow', String(this.frame.running));
      this.focusable.setAttribute('aria-valuetext',
        series.count === null ? 'nothing known' : `${counted(series.count, noun.slice(0, -1))} in the last hour`);
    }
  }
}

function hourText(times, to, knownUntil) {
  return knownUntil ? `in the hour to ${times.clock(to)}` : 'in the last hour';
}

function tag(text, kind, x, y) {
  return { text, kind, x, y, content: null };
}

function fillTags(row) {
  fill(row.tags, row.labels, () => row.labels.map(({ text, kind, x, y, content }) => {
    const made = element('span', content ? [element('b', [content[0]]), content[1]] : [text], `tag ${kind}`);
    made.style.left = `${x}px`;
    made.style.top = `${y}px`;
    return made;
  }));
}
