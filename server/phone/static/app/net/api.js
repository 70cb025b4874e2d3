import { skewOf } from "../lib/place.js";

/**
 * One request to our server. Never throws: an answer that did not come is an answer with status 0.
 * @param {string} method
 * @param {string} path
 * @param {{headers?: object, body?: BodyInit, wait?: number}} [options] `wait` in milliseconds
 * @returns {Promise<{status: number, json: object|null, retryAfter: number|null, clock?: object|null}>}
 *   `clock`: how far ours is ahead of the server's, where the answer tells
 */
export async function ask(method, path, { headers = {}, body, wait = 60000 } = {}) {
  const cut = new AbortController();
  const asked = Date.now();
  const timer = setTimeout(() => cut.abort(), wait);
  try {
    const response = await fetch(path, {
      method, body, signal: cut.signal, credentials: "same-origin", redirect: "manual", cache: "no-store",
      headers: { Accept: "application/json", "Accept-Language": document.documentElement.lang, "X-Kit": "1", ...headers },
    });
    const clock = skewOf(response.headers.get("Server-Time"), asked, Date.now());
    const ours = /\bjson\b/.test(response.headers.get("Content-Type") || "");
    const json = ours ? await response.json().catch(() => null) : null;
    return { status: response.status, json, retryAfter: Number(response.headers.get("Retry-After")) || null, clock };
  } catch {
    return { status: 0, json: null, retryAfter: null };
  } finally {
    clearTimeout(timer);
  }
}
