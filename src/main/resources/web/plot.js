// One plot: a tracker's counts as steps over the windows of the hour, drawn by uPlot, with the marks of the page.

import { grid, hatch, possible, roundAbove, roundScale, steps, unfinished, zeroLine } from './marks.js';

/* global uPlot */

export class Plot {
  /** The host's height is the plot's; main is whether it is the large one. */
  constructor(host, main) {
    this.host = host;
    this.main = main;
    this.uplot = null;
    this.shown = null;
  }

  /**
   * Draws a series over a frame.
   * series: counts, one per bucket, null where nobody looked; color, the name of a token.
   */
  show(series, frame) {
    const counts = series.counts;
    const largest = counts.reduce((most, count) => Math.max(most, count ?? 0), 0);
    const scale = this.main ? roundScale(largest) : [0, roundAbove(largest)];
    this.shown = { series, frame, scale, colors: this.#colors(series.color) };
    this.host.style.width = `${frame.width}px`;
    const height = this.host.clientHeight;
    const data = [counts.map((_, i) => i), counts];
    if (this.uplot === null) {
      this.uplot = new uPlot(this.#options(frame.width, height), data, this.host);
    } else {
      if (this.uplot.width !== frame.width || this.uplot.height !== height) {
        this.uplot.setSize({ width: frame.width, height });
      }
      this.uplot.setData(data);
    }
  }

  /** The values of the scale, from 0 up. */
  get scale() {
    return this.shown.scale;
  }

  /** The place of a count in CSS pixels below the top of the host. */
  y(count) {
    return this.uplot.valToPos(count, 'y') + this.uplot.over.offsetTop;
  }

  /** The spans of buckets [from, to) that nobody looked at; the running one only as the end of such a span. */
  gaps() {
    const { series: { counts }, frame: { running, settling } } = this.shown;
    const gaps = [];
    for (let i = 0; i < Math.min(counts.length, running + 1); i++) {
      const last = gaps.at(-1);
      if (counts[i] !== null) {
        continue;
      }
      if (last && last.to === i) {
        last.to = i + 1;
      } else if (i < running - (settling ? 1 : 0)) {
        gaps.push({ from: i, to: i + 1 });
      }
    }
    return gaps;
  }

  #options(width, height) {
    const pad = this.main ? 2 : 1;
    return {
      width, height,
      padding: [pad, 0, pad, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: () => [0, this.shown.frame.length] },
        y: { range: () => [0, this.shown.scale.at(-1)] },
      },
      axes: [{ show: false }, { show: false }],
      series: [{}, {
        stroke: () => this.shown.colors.series,
        width: this.main ? 2 : 1.25,
        points: { show: false },
        paths: (u) => ({ stroke: this.#steps(u).stroke, fill: null, clip: null, band: null, gaps: null, flags: 0 }),
      }],
      hooks: { drawClear: [(u) => this.#behind(u)], draw: [(u) => this.#before(u)] },
    };
  }

  #steps(u) {
    const { series: { counts }, frame: { running } } = this.shown;
    const x = (i) => Math.round(u.valToPos(i, 'x', true));
    const y = (count) => u.valToPos(count, 'y', true);
    return { x, y, ...steps(counts.slice(0, running), x, y, y(0)) };
  }

  #behind(u) {
    const { scale, frame, colors } = this.shown;
    const { x, y, fill } = this.#steps(u);
    const ratio = uPlot.pxRatio;
    const ticks = frame.ticks.map(({ instant, midnight }) => ({ x: u.valToPos(frame.place(instant), 'x', true), midnight }));
    grid(u.ctx, u.bbox, ratio, scale.map(y), ticks, colors);
    this.gaps().forEach(({ from, to }) => hatch(u.ctx, u.bbox, ratio, x(from), x(to), colors.hatch));
    u.ctx.save();
    u.ctx.globalAlpha = colors.fill;
    u.ctx.fillStyle = colors.series;
    u.ctx.fill(fill);
    u.ctx.restore();
    zeroLine(u.ctx, u.bbox, ratio, y(0), colors.zero);
  }

  #before(u) {
    const { series: { counts }, frame: { running, unsure }, colors } = this.shown;
    unsure.forEach((is, i) => {
      if (is) {
        const { x } = this.#steps(u);
        possible(u.ctx, u.bbox, uPlot.pxRatio, x(i), x(i + 1), colors.unsure);
      }
    });
    if (running < counts.length && counts[running] !== null) {
      const { x, y } = this.#steps(u);
      const width = this.main ? 2 : 1.25;
      unfinished(u.ctx, uPlot.pxRatio, x(running), x(running + 1), y(counts[running]), y(0), colors.series, colors.fill, width);
    }
  }

  #colors(token) {
    const style = getComputedStyle(this.host);
    const color = (name) => style.getPropertyValue(name).trim();
    return {
      series: color(token), grid: color('--grid'), midnight: color('--midnight'), hatch: color('--hatch'),
      zero: color('--ink-3'), unsure: color('--unsure'), fill: Number(color('--fill')),
    };
  }
}
