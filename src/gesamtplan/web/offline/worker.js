// Keeps the list of offers of a language where a reader asked for it, and shows it where there is no network.
// The network comes first, always. Only what the list names is kept: no address with a query ever, for that would
// keep what a person asked.
"use strict";

const PREFIX = "offline ";
const PATIENCE = 10000; // milliseconds that a network may be silent
const root = new URL(self.registration.scope).pathname;
let renewed = false;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data.task !== "keep") return;
  const done = keep(event.data.list).then(() => true, () => false);
  event.waitUntil(done.then((kept) => event.ports[0].postMessage(kept)));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") {
    if (!/^([a-z-]+\/)?offers\//.test(url.pathname.slice(root.length))) return;
    event.respondWith(fromNetwork(event.request).catch(() => pageKept(url)));
    event.waitUntil(renew());
  } else if (!url.search) {
    event.respondWith(fetch(event.request).catch(async () => (await kept(url.pathname)) || Response.error()));
  }
});

async function fromNetwork(request) {
  let timer;
  const silence = new Promise((_, fail) => { timer = setTimeout(fail, PATIENCE); });
  try {
    return await Promise.race([fetch(request), silence]);
  } finally {
    clearTimeout(timer);
  }
}

async function cachesOfLists() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

async function kept(path) {
  for (const name of await cachesOfLists()) {
    const found = await (await caches.open(name)).match(path, { ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

async function listIn(name) {
  const cache = await caches.open(name);
  const key = (await cache.keys()).find((request) => request.url.endsWith("/list.json"));
  return key ? (await cache.match(key, { ignoreVary: true })).json() : undefined;
}

// The page itself; else the list of the language of the address; else any list there is.
async function pageKept(url) {
  const same = await kept(url.pathname);
  if (same) return same;
  const lists = (await Promise.all((await cachesOfLists()).map(listIn))).filter(Boolean);
  const above = (list) => list.home.slice(0, -"offline/".length);
  const near = lists.filter((list) => url.pathname.startsWith(above(list)));
  const list = near[0] || lists[0];
  return (list && (await kept(list.home))) || Response.error();
}

async function fetched(address) {
  const url = new URL(address, self.location.origin);
  if (url.search || url.origin !== self.location.origin) throw new Error(`not to be kept: ${address}`);
  const answer = await fetch(url, { credentials: "omit", cache: "no-cache", redirect: "error" });
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer;
}

// All or nothing: the list that is there stays until the new one is complete.
async function keep(address) {
  const answer = await fetched(address);
  const list = await answer.clone().json();
  const name = `${PREFIX}${list.language} ${list.digest}`;
  if ((await caches.keys()).includes(name)) return;
  const parts = await Promise.all([...list.pages, ...list.files].map(async (path) => [path, await fetched(path)]));
  const cache = await caches.open(name);
  try {
    await Promise.all([[address, answer], ...parts].map(([path, part]) => cache.put(path, part)));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  const older = (await cachesOfLists()).filter((one) => one.startsWith(`${PREFIX}${list.language} `) && one !== name);
  await Promise.all(older.map((one) => caches.delete(one)));
}

// Once in a life of this worker, which browsers end after a pause.
async function renew() {
  if (renewed) return;
  renewed = true;
  for (const name of await cachesOfLists()) {
    const key = (await (await caches.open(name)).keys()).find((request) => request.url.endsWith("/list.json"));
    if (key) await keep(new URL(key.url).pathname).catch(() => { renewed = false; });
  }
}
