// What is half written beside a verdict outlives the page: something else of the report may be
// settled first, and that loads the page anew. Sent, it is forgotten; so it is with the tab.

const part = document.querySelector("[data-written]");
const place = `written:${location.pathname}`;
const fields = [...part.querySelectorAll("textarea, select, input:not([type=hidden])")];
const names = fields.map(({ name }) => name).join();

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(place) || "{}");
  if (kept.names !== names) return;
  fields.forEach((field, at) => {
    const [value, checked] = kept.values[at];
    if (field.type === "checkbox" || field.type === "radio") field.checked = checked;
    else field.value = value;
  });
}

function keep() {
  const values = fields.map(({ value, checked }) => [value, checked]);
  sessionStorage.setItem(place, JSON.stringify({ names, values }));
}

restore();
addEventListener("pagehide", keep);
part.addEventListener("submit", () => {
  removeEventListener("pagehide", keep);
  sessionStorage.removeItem(place);
});
