// The counts of the last day as steps: a picture of 1000 by 112, stretched to its place, its words laid beside it.

import { roundAbove } from './marks.js';

const SVG = 'http://www.w3.org/2000/svg';
const WINDOW = 300_000;
const HEIGHT = 88;
const APART = 7;

function draw(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, String(value)));
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/** Draws the windows from an instant on; null ones are hatched: what was looked at does not reach there. */
export function showCounts(host, { from, windows }, times) {
  const width = Math.max(240, host.clientWidth);
  const plot = width - 40;
  const top = roundAbove(Math.max(1, ...windows.map((count) => count ?? 0)));
  const x = (i) => (i * plot) / windows.length;
  const y = (count) => HEIGHT - (count / top) * (HEIGHT - 4);
  const svg = draw('svg', { viewBox: `0 0 ${width} 112`, role: 'img', 'aria-label': says(windows) });
  [0, top / 2, top].filter(Number.isInteger).forEach((count) => {
    svg.append(draw('line', { class: count === 0 ? 'zero' : 'grid', x1: 0, x2: plot, y1: y(count), y2: y(count) }));
    svg.append(draw('text', { x: plot + 8, y: y(count) + 4 }, count.toLocaleString('en-US')));
  });
  const starts = windows.map((_, i) => from + i * WINDOW);
  const sixHourly = ({ instant }) => times.minuteOfDay(instant) % 360 === 0;
  times.ticks(starts, from + windows.length * WINDOW).filter(sixHourly).forEach(({ instant, midnight }) => {
    const at = x((instant - from) / WINDOW);
    svg.append(draw('line', { class: midnight ? 'midnight' : 'grid', x1: at, x2: at, y1: 4, y2: HEIGHT }));
    const anchor = at < 30 ? 'start' : at > plot - 30 ? 'end' : 'middle';
    svg.append(draw('text', { class: midnight ? 'day' : '', x: at, y: 106, 'text-anchor': anchor },
      midnight ? times.day(instant) : times.clock(instant)));
  });
  spans(windows, (count) => count === null).forEach(([start, end]) => hatch(svg, x(start), x(end)));
  spans(windows, (count) => count !== null).forEach(([start, end]) => {
    let line = `M${x(start)} ${y(windows[start])}`;
    for (let i = start; i < end; i++) {
      line += `V${y(windows[i])}H${x(i + 1)}`;
    }
    svg.append(draw('path', { class: 'area', d: `${line}V${HEIGHT}H${x(start)}Z` }));
    svg.append(draw('path', { class: 'step', d: line }));
  });
  host.replaceChildren(svg);
}

/** The runs of windows that something holds for, as [first, behind the last]. */
function spans(windows, holds) {
  const found = [];
  windows.forEach((count, i) => {
    if (holds(count) && (i === 0 || !holds(windows[i - 1]))) {
      found.push([i, i + 1]);
    } else if (holds(count)) {
      found.at(-1)[1] = i + 1;
    }
  });
  return found;
}

function hatch(svg, x0, x1) {
  for (let at = x0 - HEIGHT; at < x1; at += APART * Math.SQRT2) {
    const start = Math.max(at, x0);
    const end = Math.min(at + HEIGHT, x1);
    if (end > start) {
      svg.append(draw('line', { class: 'hatch', x1: start, y1: HEIGHT - (start - at), x2: end, y2: HEIGHT - (end - at) }));
    }
  }
}

function says(windows) {
  const known = windows.filter((count) => count !== null);
  return `Matches per 5 minutes of the last day: ${known.reduce((sum, count) => sum + count, 0)} in all, `
    + `at most ${Math.max(0, ...known)}; ${windows.length - known.length} windows were not looked at`;
}
