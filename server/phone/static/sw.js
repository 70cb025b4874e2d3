/**
 * Opens the app without a network. It decides little: which version opens stands in the cache
 * "kit-using", and only the page moves that (store/versions.js), except where nothing stands there
 * yet. Each version has a cache of its own, which is whole or not used. Whatever is not the page or
 * one of its files goes by untouched. The server puts `KIT` in front of this file: the version, the
 * addresses of the files that every language needs, and per language those of its own.
 */
const nameOf = (version) => `kit-${version}`;
const kept = (address, version) => caches.match(address, { cacheName: nameOf(version), ignoreVary: true });

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(sweep().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname === KIT.root) event.respondWith(page(request, url));
  const [, version] = /^static\/(\w+)\//.exec(url.pathname.slice(KIT.root.length)) || [];
  if (version) event.respondWith(kept(url.pathname, version).then((found) => found || fetch(request)));
});

/** Keeps this version whole, or not at all; the one that is in use stays either way. */
async function install() {
  if (!(await kept("whole", KIT.version))) await fill();
  await note("newest", KIT.version);
  const using = await noted("using");
  if (!using || !(await kept("whole", using))) await note("using", KIT.version);
  await skipWaiting();
}

async function fill() {
  const { [await chosen()]: mine, ...others } = KIT.languages;
  try {
    const cache = await caches.open(nameOf(KIT.version));
    await Promise.all([...KIT.files, ...mine].map((address) => keep(cache, address)));
    await cache.put("whole", new Response());
    // Nobody waits for the language that nobody speaks here.
    await Promise.all(Object.values(others).flat().map((address) => keep(cache, address).catch(() => {})));
  } catch (error) {
    await caches.delete(nameOf(KIT.version));
    throw error;
  }
}

async function keep(cache, address) {
  const response = await fetch(address);
  // Only our server, and only a file of this version, says that it never changes.
  if (!response.ok || !/immutable/.test(response.headers.get("Cache-Control"))) throw new Error(address);
  await cache.put(address, response);
}

/** Drops versions that no open page runs and that do not open next. */
async function sweep() {
  if (!navigator.locks) return;
  const { held } = await navigator.locks.query();
  const needed = ["kit-using", nameOf(KIT.version), nameOf(await noted("using")), ...held.map(({ name }) => name)];
  const rest = (await caches.keys()).filter((name) => name.startsWith("kit-") && !needed.includes(name));
  await Promise.all(rest.map((name) => caches.delete(name)));
}

async function page(request, url) {
  const [version, language] = await Promise.all([noted("using"), chosen(url.searchParams.get("language"))]);
  const shell = (one) => version && kept(`${KIT.root}shell/${version}/${one}`, version);
  const mine = await shell(language);
  if (mine) return mine;
  // This language may still be on its way here; without a network any is better than none.
  const fresh = await fetch(request).catch(() => null);
  if (fresh) return fresh;
  for (const one of Object.keys(KIT.languages)) {
    const other = await shell(one);
    if (other) return other;
  }
  return Response.error();
}

/** The language asked for, or spoken last, or the browser's. */
async function chosen(asked) {
  const wanted = [asked, await noted("language"), ...navigator.languages.map((one) => one.slice(0, 2)), "en"];
  return wanted.find((one) => KIT.languages[one]);
}

async function noted(name) {
  return (await caches.match(name, { cacheName: "kit-using" }))?.text();
}

async function note(name, text) {
  await (await caches.open("kit-using")).put(name, new Response(text));
}
