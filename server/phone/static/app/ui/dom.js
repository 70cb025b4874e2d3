/**
 * Builds one element. Properties are set as properties where the element has them and as attributes
 * otherwise; `on` holds listeners, `data` the dataset. Children may be nodes, strings or nothing.
 * @param {string} tag a tag name, with classes after dots: "p.muted.small"
 * @param {object} [props]
 * @param {...(Node|string|number|null|undefined|false|Array)} children
 * @returns {HTMLElement}
 */
export function el(tag, props, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  // Browsers write what stands in fields to a file of their own, to restore the page; not what is written here.
  if (name === "input" || name === "textarea") node.autocomplete = "off";
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(props || {})) {
    if (value === undefined || value === null) continue;
    if (key === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key in node && key !== "list" && key !== "role") node[key] = value;
    else if (value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(2).filter((child) => child && child !== true));
  return node;
}

/**
 * Black or white, whichever reads better on a colour.
 * @param {string} colour "#RRGGBB"
 * @returns {string}
 */
export function inkOn(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#fff" : "#000";
}
