/**
 * Speaks the app's sentences. A sentence holds `{name}` where an argument goes; one that counts is
 * a pair, [for one, for any other number], chosen by the argument `n`.
 * @param {Object<string, string|[string, string]>} words
 * @returns {(key: string, args?: object) => string}
 */
export function speaker(words) {
  return (key, args = {}) => {
    const entry = words[key];
    if (entry === undefined) return key;
    const sentence = Array.isArray(entry) ? entry[args.n === 1 ? 0 : 1] : entry;
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => args[name] ?? whole);
  };
}
