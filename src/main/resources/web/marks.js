// The marks of the charts on a canvas. Lengths are in CSS pixels times ratio, the canvas pixels of each.
// Each leaves the context as it was: uPlot remembers what it last set, and sets nothing twice.

const DIGITS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
const STEPS = [1, 2, 2.5, 5, 10];

/** The next round number above a count. */
export function roundAbove(count) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, count)));
  return DIGITS.map((digit) => digit * power).find((round) => round > count && Number.isInteger(round));
}

/** A scale from 0 to a round number above a count, in 3 to 6 round steps of at least 1. */
export function roundScale(count) {
  const least = (count + 1) / 5;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)));
  const step = STEPS.map((digit) => digit * power).find((round) => round >= least && Number.isInteger(round));
  return Array.from({ length: Math.floor(count / step) + 2 }, (_, i) => i * step);
}

/** Lines of the grid: across at each height of ys, down at each tick of {x, midnight}. */
export function grid(context, box, ratio, ys, ticks, colors) {
  context.save();
  context.lineWidth = ratio;
  const line = (color, x0, y0, x1, y1) => {
    context.strokeStyle = color;
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
  };
  const crisp = (value) => Math.round(value) + (Math.round(ratio) % 2) / 2;
  ys.forEach((y) => line(colors.grid, box.left, crisp(y), box.left + box.width, crisp(y)));
  ticks.forEach(({ x, midnight }) =>
    line(midnight ? colors.midnight : colors.grid, crisp(x), box.top, crisp(x), box.top + box.height));
  context.restore();
}

/** Nobody looked: lines at 45 degrees over the whole height between two places. */
export function hatch(context, box, ratio, x0, x1, color) {
  const apart = 7 * Math.SQRT2 * ratio;
  const bottom = box.top + box.height;
  context.save();
  context.beginPath();
  context.rect(x0, box.top, x1 - x0, box.height);
  context.clip();
  context.globalAlpha = 0.75;
  context.strokeStyle = color;
  context.lineWidth = 1.25 * ratio;
  context.beginPath();
  for (let x = Math.floor((x0 - box.height) / apart) * apart; x < x1; x += apart) {
    context.moveTo(x, bottom);
    context.lineTo(x + box.height, box.top);
  }
  context.stroke();
  context.restore();
}

/** Lines may be missing: a dashed frame around a window, whose count stays readable. */
export function possible(context, box, ratio, x0, x1, color) {
  context.save();
  context.strokeStyle = color;
  context.lineWidth = 1.5 * ratio;
  context.setLineDash([3 * ratio, 3 * ratio]);
  context.strokeRect(x0, box.top + ratio, x1 - x0, box.height - 2 * ratio);
  context.restore();
}

/** The running window: fill at half, line dashed, dotted at the right. */
export function unfinished(context, ratio, x0, x1, y, zero, color, fill, width) {
  context.save();
  context.globalAlpha = fill / 2;
  context.fillStyle = color;
  context.fillRect(x0, y, x1 - x0, zero - y);
  context.globalAlpha = 0.8;
  context.strokeStyle = color;
  context.lineWidth = width * ratio;
  context.setLineDash([6 * ratio, 4 * ratio]);
  context.beginPath();
  context.moveTo(x0, y);
  context.lineTo(x1, y);
  context.stroke();
  context.lineWidth = ratio;
  context.setLineDash([2 * ratio, 3 * ratio]);
  context.beginPath();
  context.moveTo(x1 - ratio / 2, y);
  context.lineTo(x1 - ratio / 2, zero);
  context.stroke();
  context.restore();
}

/** Zero, the one line of the axis. */
export function zeroLine(context, box, ratio, y, color) {
  grid(context, box, ratio, [y], [], { grid: color });
}

/** Steps over each unbroken run of counts: the line on top, and the area below it down to zero. */
export function steps(counts, x, y, zero) {
  const stroke = new Path2D();
  const fill = new Path2D();
  counts.forEach((count, i) => {
    if (count === null) {
      return;
    }
    const begins = i === 0 || counts[i - 1] === null;
    if (begins) {
      stroke.moveTo(x(i), y(count));
      fill.moveTo(x(i), zero);
    }
    for (const path of [stroke, fill]) {
      path.lineTo(x(i), y(count));
      path.lineTo(x(i + 1), y(count));
    }
    if (i === counts.length - 1 || counts[i + 1] === null) {
      fill.lineTo(x(i + 1), zero);
      fill.closePath();
    }
  });
  return { stroke, fill };
}
