// The shapes of the states, as pictures in the page and as the tab's icon. Colour only repeats what they say.

const RING = 2 * Math.PI * 12;
const STROKE = 'fill="none" stroke="currentColor" stroke-width="3"';
const SHAPES = {
  'disc': () => '<circle cx="15" cy="15" r="13" fill="currentColor"/>',
  'triangle-down': () => '<path d="M1 3H29L15 28Z" fill="currentColor"/>',
  'triangle-up': () => '<path d="M1 27H29L15 2Z" fill="currentColor"/>',
  'hatched-square': () =>
    `<path fill="none" stroke="currentColor" stroke-width="2.5" d="M3 3H27V27H3ZM3 12L12 3M3 20L20 3M4 27L27 4M12 27L27 12M20 27L27 20"/>`,
  'ring': () => `<circle cx="15" cy="15" r="12" ${STROKE}/>`,
  'barred-ring': () => `<circle cx="15" cy="15" r="12" ${STROKE}/><path d="M7 23L23 7" ${STROKE}/>`,
  'progress-ring': (filled) =>
    `<circle cx="15" cy="15" r="12" ${STROKE} opacity=".3"/>` +
    `<circle cx="15" cy="15" r="12" ${STROKE} transform="rotate(-90 15 15)" ` +
    `stroke-dasharray="${(Number(filled) || 0) * RING} ${RING}"/>`,
};

function markup(shape, filled, color) {
  const draw = SHAPES[shape] ?? SHAPES.ring;
  const marks = draw(filled);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30" color="${color}" aria-hidden="true">${marks}</svg>`;
}

/** The shape as an element; it takes the colour of the text around it. */
export function shapeElement(shape, filled = null) {
  const document = new DOMParser().parseFromString(markup(shape, filled, 'inherit'), 'image/svg+xml');
  return document.documentElement;
}

/** The shape as an address for the tab's icon, which knows no page to take a colour from. */
export function shapeAddress(shape, filled, color) {
  return `data:image/svg+xml,${encodeURIComponent(markup(shape, filled, color))}`;
}
