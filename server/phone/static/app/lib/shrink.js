/** How large a photo is drawn, and what is tried when it is still too heavy. Pure; see ui/photos.js. */

export const LONGEST = 2000;
export const HEAVIEST = 600_000;
export const THUMB = 320;

/**
 * The size a picture is drawn at, its sides in proportion, never enlarged.
 * @param {number} width @param {number} height @param {number} longest
 * @returns {{width: number, height: number}}
 */
export function fitted(width, height, longest) {
  const factor = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}

/**
 * Attempts in order; the first that is light enough is kept, otherwise the last. Quality goes first,
 * because a price tag must stay readable.
 * @returns {{longest: number, quality: number}[]}
 */
export function attempts() {
  return [
    { longest: LONGEST, quality: 0.8 },
    { longest: LONGEST, quality: 0.65 },
    { longest: 1600, quality: 0.65 },
    { longest: 1280, quality: 0.6 },
  ];
}
