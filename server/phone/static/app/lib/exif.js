/** When a JPEG says it was taken. Read before re-encoding, which drops all of it. */

const ORIGINAL = 0x9003;
const OFFSET = 0x9011;
const DETAILS = 0x8769;

/**
 * @param {ArrayBuffer} buffer the file, or its first 128 KB
 * @returns {{date: string, time: string, offset: number|null}|null} the camera's wall clock, and how
 *   far it was ahead of UTC in minutes where the camera says so
 */
export function takenAt(buffer) {
  try {
    return read(new DataView(buffer));
  } catch {
    return null; // cut short or malformed: a photo without a time is still a photo
  }
}

function read(view) {
  if (view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 4 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at) !== 0xff) return null;
    if (view.getUint16(at) === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return details(view, at + 10);
    if (view.getUint16(at) === 0xffda) return null;
  }
  return null;
}

function details(view, base) {
  const little = view.getUint16(base) === 0x4949;
  const first = entries(view, base, view.getUint32(base + 4, little), little);
  if (!first[DETAILS]) return null;
  const inner = entries(view, base, view.getUint32(first[DETAILS] + 8, little), little);
  const found = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text(view, base, inner[ORIGINAL], little));
  if (!found) return null;
  const zone = /^([+-])(\d\d):(\d\d)/.exec(text(view, base, inner[OFFSET], little));
  const offset = zone ? (zone[1] === "-" ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) : null;
  return { date: `${found[1]}-${found[2]}-${found[3]}`, time: found[4], offset };
}

function entries(view, base, start, little) {
  const places = {};
  const count = view.getUint16(base + start, little);
  for (let index = 0; index < count; index += 1) {
    const at = base + start + 2 + index * 12;
    places[view.getUint16(at, little)] = at;
  }
  return places;
}

function text(view, base, entry, little) {
  if (!entry) return "";
  const length = view.getUint32(entry + 4, little);
  const from = length > 4 ? base + view.getUint32(entry + 8, little) : entry + 8;
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + from, length));
}
