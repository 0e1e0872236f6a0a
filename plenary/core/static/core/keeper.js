/* The keeper, a service worker: keeps copies of the pages that the server marks, shows one where the server cannot be
   reached, and keeps an answer given without a line until it can be sent. It has no words of its own: those of pages are the
   server's. All that it keeps lies under a key of one account's one session, and goes when that is no longer the reader's.
   How it works and why: docs/developers/offline.md */
"use strict";

const PATIENCE = 4000; // ms that a page waits for the server where there is a copy
const LONG = 20000; // ms that an answer waits for the server before it counts as unsent
const SOON = 10 * 60 * 1000; // ms within which copies are not gathered again
const FRESH = 6 * 60 * 60 * 1000; // ms after which a copy is fetched anew though nothing is known to have changed
const FRESH_ELSE = 4 * FRESH; // of what is not asked of the reader
const OLD = 14 * 24 * 60 * 60 * 1000; // ms after which a copy is not shown: as long as a session lasts
const MOST = 120; // pages and files
const PREFIX = "plenary-";
const READER = "Plenary-Reader";
const COPY = "Plenary-Copy";
const AT = "Plenary-Kept-At";
const VERSION = "Plenary-Version";
const NOBODY = "nobody";
const LIST = "/desk/copies/";
const INSTEAD = "/offline/";
const FILES = new Set(["style", "script", "image", "font"]);

const within = (ms, promise) =>
  Promise.race([promise, new Promise((_, refuse) => setTimeout(refuse, ms, new Error("late")))]);

/* Whose copies lie here */

async function ownKey() {
  const name = (await caches.keys()).find((each) => each.startsWith(PREFIX));
  return name ? name.slice(PREFIX.length) : "";
}

async function ownCache() {
  const key = await ownKey();
  return key ? caches.open(PREFIX + key) : null;
}

async function clear() {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    await caches.delete(name);
    indexedDB.deleteDatabase(name);
  }
}

async function leave() {
  await clear();
  await self.registration.unregister();
}

async function adopt(key) {
  if ((await ownKey()) === key) return;
  await clear();
  await caches.open(PREFIX + key);
}

/* True where an answer is this reader's; clears all where it is another's, or nobody's. What no header names (a proxy's own
   page, a file) says nothing. */
async function isOurs(response) {
  const [reader, key] = [response.headers.get(READER), await ownKey()];
  if (!reader || !key || reader === key) return Boolean(reader && key);
  await (reader === NOBODY ? leave() : clear());
  return false;
}

const isGateways = (response) => response.status >= 502 && response.status <= 504 && !response.headers.has(READER);

/* Copies */

async function put(cache, address, response, version) {
  const headers = new Headers(response.headers);
  headers.set(AT, String(Date.now()));
  headers.set(VERSION, version);
  await cache.put(address, new Response(await response.blob(), { status: 200, headers }));
}

const age = (copy) => Date.now() - Number(copy.headers.get(AT));

async function copyOf(cache, address) {
  const copy = cache && (await cache.match(address));
  return copy && age(copy) < OLD ? copy : undefined;
}

/* A copy as it is shown: the page's own marks say which of its sentences stand. */
async function shown(copy, how) {
  const text = (await copy.text()).replace("<html ", `<html data-kept="${how}" `);
  return new Response(text, { status: how === "copy" ? 200 : 503, headers: copy.headers });
}

async function inItsPlace(cache, how) {
  const copy = await copyOf(cache, INSTEAD);
  return copy ? shown(copy, how) : Response.error();
}

async function noted(cache, address, response) {
  if (!response.headers.get(READER) || !(await isOurs(response)) || !cache) return;
  if (response.ok && response.headers.has(COPY) && !response.redirected) await put(cache, address, response, "");
  else if ([403, 404, 410].includes(response.status)) await cache.delete(address);
}

async function read(event, address) {
  const cache = await ownCache();
  const copy = await copyOf(cache, address);
  const coming = fetch(event.request).then((response) => {
    event.waitUntil(noted(cache, address, response.clone()).catch(() => {}));
    event.waitUntil(sendAll().catch(() => {}));
    if (copy && isGateways(response)) throw new Error("gateway");
    return response;
  });
  event.waitUntil(coming.catch(() => {}));
  try {
    return await (copy ? within(PATIENCE, coming) : coming);
  } catch {
    return copy ? shown(copy, "copy") : inItsPlace(cache, "none");
  }
}

async function file(event) {
  const cache = await ownCache();
  return (cache && (await cache.match(event.request.url))) || fetch(event.request);
}

/* Gathering: what the server says is to be kept, one after another, only what changed */

let gathering = null;

function gather(visited) {
  gathering ??= gatherAll(visited).finally(() => {
    gathering = null;
  });
  return gathering;
}

async function gatherAll(visited) {
  const last = await copyOf(await ownCache(), LIST);
  if (!navigator.onLine || (last && age(last) < SOON)) return;
  const list = await listed();
  if (!list) return;
  const cache = await ownCache();
  const thrifty = Boolean(navigator.connection && navigator.connection.saveData);
  const wanted = list.pages.filter((page) => page.asked || !thrifty);
  if (visited && !wanted.some((page) => page.url === visited)) wanted.unshift({ url: visited, version: "" });
  for (const address of list.files) {
    if (!(await cache.match(address))) await put(cache, address, await within(LONG, fetch(address)), "");
  }
  for (const page of wanted) if (!(await renewed(cache, page))) return;
  await put(cache, LIST, new Response(""), ""); // when it was gathered
  await tidy(cache, [LIST, ...list.files, ...wanted.map((page) => page.url)]);
}

async function listed() {
  const response = await within(LONG, fetch(LIST, { headers: { Accept: "application/json" }, cache: "no-store" }));
  if (!response.ok || !(response.headers.get("Content-Type") || "").startsWith("application/json")) {
    if (response.headers.has(READER)) await isOurs(response);
    return null;
  }
  const list = await response.json();
  if (list.reader === NOBODY) {
    await leave();
    return null;
  }
  await adopt(list.reader);
  return list;
}

/* False where gathering ends: the reader changed. */
async function renewed(cache, page) {
  const copy = await cache.match(page.url);
  if (copy) {
    const version = copy.headers.get(VERSION);
    const isFresh = age(copy) < (page.asked ? FRESH : FRESH_ELSE);
    if (isFresh && (!page.version || version === page.version)) return true;
    if (!version && age(copy) < SOON) {
      await put(cache, page.url, copy, page.version); // read a moment ago
      return true;
    }
  }
  return fetched(cache, page);
}

async function fetched(cache, page) {
  const response = await within(LONG, fetch(page.url, { cache: "no-store" }));
  if (!response.headers.has(READER)) return true;
  if (!(await isOurs(response))) return false;
  if (response.ok && response.headers.has(COPY) && !response.redirected) await put(cache, page.url, response, page.version);
  else await cache.delete(page.url);
  return true;
}

async function tidy(cache, wanted) {
  const named = new Set(wanted.map((each) => new URL(each, location).href));
  const others = (await cache.keys()).filter((request) => !named.has(request.url));
  const aged = await Promise.all(others.map(async (request) => [request, age(await cache.match(request))]));
  aged.sort((one, other) => one[1] - other[1]);
  for (const [place, [request, ms]] of aged.entries()) {
    if (ms > OLD || place + named.size >= MOST) await cache.delete(request);
  }
}

/* Answers given without a line */

async function store(mode, work) {
  const key = await ownKey();
  if (!key) return undefined;
  const opened = await promised(indexedDB.open(PREFIX + key, 1), (request) =>
    request.result.createObjectStore("answers", { keyPath: "id" }),
  );
  try {
    return await promised(work(opened.transaction("answers", mode).objectStore("answers")));
  } finally {
    opened.close();
  }
}

const promised = (request, upgraded) =>
  new Promise((keep, refuse) => {
    if (upgraded) request.onupgradeneeded = () => upgraded(request);
    request.onsuccess = () => keep(request.result);
    request.onerror = () => refuse(request.error);
  });

const answers = async () => (await store("readonly", (rows) => rows.getAll())) || [];
const write = (answer) => store("readwrite", (rows) => rows.put(answer));
const forget = (id) => store("readwrite", (rows) => rows.delete(id));

async function tell() {
  for (const client of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) {
    client.postMessage({ answers: await states() });
  }
}

const states = async () => (await answers()).map(({ fields: _fields, ...told }) => told);

const words = new Map(); // what a page says of an answer that it is about to send, by the answer's id

async function posted(event) {
  const { request } = event;
  const fields = [...new URLSearchParams(await request.clone().text())];
  const given = Object.fromEntries(fields);
  if (!given.sending || !(await ownKey())) return passed(event);
  const earlier = (await answers()).filter((each) => each.url === request.url && each.state === "waiting");
  const answer = {
    ...{ title: "", words: "", until: "" },
    ...words.get(given.sending),
    ...{ id: given.sending, url: request.url, page: pageOf(request), at: Date.now(), state: "sending", says: "" },
    fields: fields.filter(([name]) => name !== "instead" && name !== "csrfmiddlewaretoken"),
  };
  words.delete(given.sending);
  const replaced = earlier.flatMap((each) => [each.id, ...each.fields.filter(([name]) => name === "instead").map(([, id]) => id)]);
  answer.fields.push(["instead", replaced.join(" ").slice(0, 400)]);
  await write(answer);
  for (const each of earlier) await forget(each.id);
  try {
    const response = await within(LONG, fetch(again(request, answer, given.csrfmiddlewaretoken)));
    if (response.status >= 502 && response.status <= 504) throw new Error("unsent");
    await forget(answer.id);
    event.waitUntil(tell());
    event.waitUntil(readAgain(answer.page).catch(() => {}));
    return response;
  } catch {
    return waits(event, answer);
  }
}

const again = (request, answer, token) =>
  new Request(request.url, {
    method: "POST",
    headers: request.headers,
    body: new URLSearchParams([...answer.fields, ["csrfmiddlewaretoken", token]]),
    redirect: request.redirect,
    credentials: "same-origin",
  });

/* The page on which an answer was given says what one answered: its copy is fetched anew. */
async function readAgain(address) {
  const cache = await ownCache();
  if (cache && (await cache.match(address))) await fetched(cache, { url: address, version: "" });
}

const pageOf = (request) => (request.referrer.startsWith(location.origin) ? request.referrer.split("#")[0] : "/");

async function waits(event, answer) {
  await write({ ...answer, state: "waiting" });
  if (self.registration.sync) await self.registration.sync.register("answers").catch(() => {});
  event.waitUntil(tell());
  return event.request.mode === "navigate" ? Response.redirect(answer.page, 303) : new Response(null, { status: 204 });
}

async function passed(event) {
  try {
    return await fetch(event.request);
  } catch (error) {
    if (event.request.mode !== "navigate") throw error;
    return inItsPlace(await ownCache(), "unsent");
  }
}

let sending = null;

function sendAll() {
  sending ??= sendEach().finally(() => {
    sending = null;
  });
  return sending;
}

/* Raises where something still waits, so that the browser tries again. */
async function sendEach() {
  const waiting = (await answers()).filter((each) => each.state === "waiting" || isStuck(each));
  if (!waiting.length) return;
  const list = await listed();
  if (!list) throw new Error("not now");
  let left = 0;
  for (const { id } of waiting) {
    const answer = (await answers()).find((each) => each.id === id); // taken back meanwhile, or cleared
    if (answer && !(await sent(answer, list.token))) left += 1;
  }
  await tell();
  if (left) throw new Error("some wait");
}

/* An answer whose page was closed, or whose keeper was stopped, while it was under way. */
const isStuck = (answer) => answer.state === "sending" && Date.now() - answer.at > 2 * LONG;

async function sent(answer, token) {
  let told;
  try {
    const response = await within(
      LONG,
      fetch(answer.url, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams([...answer.fields, ["csrfmiddlewaretoken", token]]),
        redirect: "manual",
      }),
    );
    told = await outcome(response);
  } catch {
    return false;
  }
  if (told) {
    await write({ ...answer, ...told, sent: Date.now(), fields: [], words: "" }); // what was answered lies here no longer
    await readAgain(answer.page).catch(() => {});
  }
  return Boolean(told);
}

async function outcome(response) {
  if ((response.headers.get("Content-Type") || "").startsWith("application/json")) return response.json();
  const refused = response.status >= 400 && response.status < 500 && response.status !== 429;
  return refused && (await isOurs(response)) ? { state: "refused", says: "" } : null;
}

/* What happens */

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("sync", (event) => event.waitUntil(sendAll()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  address.hash = "";
  if (request.method === "POST") {
    const type = request.headers.get("Content-Type") || "";
    if (type.startsWith("application/x-www-form-urlencoded")) event.respondWith(posted(event));
    else event.respondWith(passed(event));
  } else if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(read(event, address.href));
  } else if (request.method === "GET" && FILES.has(request.destination)) {
    event.respondWith(file(event));
  }
});

const deeds = {
  visit: ({ url }) => gather(url),
  told: ({ id, title, words: said, until }) => void words.set(id, { title, words: said, until }),
  states,
  send: () => sendAll().catch(() => {}),
  withdraw: async ({ id }) => {
    await (sending || Promise.resolve()).catch(() => {});
    const found = (await answers()).find((each) => each.id === id);
    if (found && found.state === "waiting") await forget(id);
    await tell();
  },
  noted: async ({ id }) => {
    await forget(id);
    await tell();
  },
  clear: leave,
};

self.addEventListener("message", (event) => {
  const done = Promise.resolve(deeds[event.data.ask](event.data)).catch(() => null);
  event.waitUntil(done.then((said) => event.ports[0] && event.ports[0].postMessage(said ?? null)));
});
