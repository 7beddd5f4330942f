// The picture: a large plot of the main tracker, a strip for each other, one time axis, one read-out.

import { element, fill } from './header.js';
import { Frame } from './frame.js';
import { Hairline } from './hairline.js';
import { counted, number, showEntry } from './list.js';
import { Plot } from './plot.js';
import { Zoom } from './zoom.js';

export class Chart {
  /**
   * on: main(name) when a tracker is chosen; step(by), table() and move(by) from the keyboard; zoom(from, to) and back();
   * read(text) of the read-out.
   */
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
    this.zoom = new Zoom(this, (from, to) => on.zoom(from, to), () => on.back());
    this.hairline = new Hairline(this);
    new ResizeObserver(() => this.last && this.show(...this.last)).observe(root);
  }

  onRead = (text) => this.on.read(text);

  /**
   * Shows the series, the main one first. picture: starts of the buckets, end, step, now (the server's clock in epoch
   * milliseconds) and words for the range; times: the zone; knownUntil: a time as text if it no longer holds.
   */
  show(series, picture, times, knownUntil) {
    this.last = [series, picture, times, knownUntil];
    while (this.rows.length < series.length) {
      this.rows.push(this.#row(false));
    }
    this.rows.splice(series.length).forEach((row) => row.element.remove());
    this.times = times;
    const axis = matchMedia('(max-width: 480px)').matches ? 44 : 64;
    const room = this.rows[0].element.querySelector('.area').clientWidth - axis;
    this.frame = new Frame(picture, times, picture.now, room, this.unsure);
    const window = Math.floor(picture.now / 300_000) * 300_000;
    const said = { sinceText: times.clock(window), hourText: hourText(times, window, knownUntil) };
    series.forEach((one, i) => this.#show(this.rows[i], one, said));
    this.#axis(knownUntil);
    this.#name(picture.words);
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
    const toNow = gap && gap.to >= this.frame.running && this.frame.running < this.frame.length;
    const since = toNow && gap.from > 0 ? this.frame.start(gap.from) : null;
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
    const { width, length, running } = this.frame;
    const toNow = longest.to >= running && running < length;
    const all = toNow && longest.from === 0;
    const span = all ? `in ${length === 13 ? 'this hour' : 'this time'}`
      : toNow ? `since ${this.frame.start(longest.from)}` : this.frame.span(longest.from, longest.to);
    const step = width / length;
    const middle = ((longest.from + longest.to) / 2) * step;
    const label = tag('', 'gap', Math.min(Math.max(middle, 54), width - 54), plotHost.clientHeight * 0.4);
    label.content = ['nobody looked', span];
    return [label];
  }

  #unsureLabels() {
    const { unsure, length, width } = this.frame;
    const last = unsure.lastIndexOf(true);
    if (last < 0) {
      return [];
    }
    const middle = (last + 0.5) * (width / length);
    const label = tag('', 'gap', Math.min(Math.max(middle, 54), width - 54), 24);
    label.content = ['lines may be missing', this.frame.start(last)];
    return [label];
  }

  #axis(knownUntil) {
    const { ticks, width } = this.frame;
    const row = this.rows[0];
    const top = row.plotHost.clientHeight;
    const places = ticks.map((tick) => ({ ...tick, x: this.frame.x(tick.instant) }));
    let free = -Infinity;
    for (const { midnight, text, x } of places) {
      const date = !midnight && places.some((other) => other.midnight && Math.abs(x - other.x) < 60);
      const hidden = date || x < free;
      free = hidden ? free : x + 14 + 6 * text.length;
      row.labels.push(tag(hidden ? '' : text, midnight ? 'time midnight' : 'time', x, top));
    }
    if (knownUntil) {
      const label = tag('', 'known', width - 8, 8);
      label.content = [`known until ${knownUntil}`, ''];
      row.labels.push(label);
    }
    fillTags(row);
  }

  #name(words) {
    const { series, plot } = this.rows[0];
    const finished = series.counts.slice(0, this.frame.running).filter((count) => count !== null);
    const noun = series.name === 'lines' ? 'lines' : 'messages';
    const range = finished.length === 0 ? 'nothing known' :
      `lowest ${number(finished.reduce((a, b) => Math.min(a, b)))}, highest ${number(finished.reduce((a, b) => Math.max(a, b)))}`;
    const gaps = plot.gaps().map(({ from, to }) => this.frame.span(from, to));
    const unsure = this.frame.starts.map((_, i) => i).filter((i) => this.frame.unsure[i]).map((i) => this.frame.start(i));
    const missing = unsure.length > 0 ? `; lines may be missing at ${unsure.join(', ')}` : '';
    const unseen = gaps.length > 0 ? `; nobody looked ${gaps.join(', ')}` : '';
    this.focusable.setAttribute('aria-label',
      `${series.label}, ${words}, ${noun} per ${this.frame.per}: ${range}${unseen}${missing}`);
    this.focusable.setAttribute('aria-valuemax', String(this.frame.length - 1));
    if (this.hairline.index === null) {
      this.focusable.setAttribute('aria-valuenow', String(Math.min(this.frame.running, this.frame.length - 1)));
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
