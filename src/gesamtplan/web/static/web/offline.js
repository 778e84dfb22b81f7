// The kept list: chooses from it, keeps it on the device and deletes it again, where the reader asks for that.
// What is chosen or typed stays in this page: it is neither stored nor sent, and never part of an address.
"use strict";

(() => {
  const here = document.querySelector("[data-offline]");
  const facts = here.dataset;
  const all = (query) => [...here.querySelectorAll(query)];
  const says = (...words) => {
    for (const part of all("[data-says]")) {
      if (part.dataset.says !== "no-network") part.hidden = !words.includes(part.dataset.says);
    }
  };

  // Without accents and forms of letters, so that a word is found however it is typed.
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[أإآ]/gu, "ا").replace(/[يى]/gu, "ی").replace(/ك/gu, "ک").toLowerCase();

  function filter(form) {
    const offers = all("article").map((article) => ({
      article,
      words: plain(article.textContent),
      languages: article.dataset.languages.split(" "),
      answer: article.querySelector("[data-answer]"),
    }));
    const value = (name) => (form.elements[name] ? form.elements[name].value : "");
    const fits = (offer) =>
      (!value("kind") || offer.article.dataset.kind === value("kind")) &&
      (!value("language") || value("language").split(" ").some((code) => offer.languages.includes(code))) &&
      plain(value("q")).split(/\s+/).every((word) => offer.words.includes(word));

    // The answer to the paper, beside the title. Returns whether the offer is open to it, now or later, or to be asked.
    function answer(offer) {
      const found = value("paper") && offer.article.querySelector(`[data-papers~="${CSS.escape(value("paper"))}"]`);
      offer.answer.hidden = !found;
      offer.answer.replaceChildren(...(found ? [found.querySelector(".badge").cloneNode(true)] : []));
      return !found || found.dataset.may !== "no";
    }

    function show() {
      let shown = 0;
      let shut = 0;
      for (const offer of offers) {
        const open = answer(offer);
        const fit = fits(offer);
        offer.article.hidden = !fit || !open;
        shown += fit && open;
        shut += fit && !open;
      }
      for (const kind of all(".offline-kind")) kind.hidden = !kind.querySelector("article:not([hidden])");
      here.querySelector("[data-number]").textContent = shown;
      here.querySelector("[data-number-shut]").textContent = shut;
      here.querySelector("[data-shut]").hidden = !shut;
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", show);
    form.hidden = here.querySelector("[data-count]").hidden = false;
    form.reset();
    show();
  }

  const isKept = async () => (await caches.keys()).some((name) => name.startsWith(`offline ${facts.language} `));

  async function ask(worker, task) {
    return new Promise((done) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = (event) => done(event.data);
      worker.postMessage({ task, list: facts.list }, [channel.port2]);
    });
  }

  async function keep() {
    await navigator.serviceWorker.register(facts.worker, { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    if (!(await ask(active, "keep"))) throw new Error("not kept");
    if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
  }

  async function remove() {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("offline ")).map((name) => caches.delete(name)));
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  }

  async function keeping(form) {
    const [keepIt, removeIt] = form.elements;
    const show = async (...words) => {
      const kept = await isKept();
      removeIt.hidden = !kept;
      keepIt.hidden = kept;
      says(...(words.length ? words : kept ? ["kept"] : []));
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const task = event.submitter.value;
      says("busy");
      try {
        await (task === "keep" ? keep() : remove());
        await show(task === "keep" ? "kept" : "removed");
      } catch {
        await show("failed");
      }
      form.querySelector("button:not([hidden])").focus();
    });
    await show();
    form.hidden = false;
  }

  const form = here.querySelector("[data-filter]");
  if (form) filter(form);
  if ("serviceWorker" in navigator && "caches" in window) keeping(here.querySelector("[data-keep]"));
  const elsewhere = decodeURI(location.pathname) !== decodeURI(facts.page);
  here.querySelector('[data-says="no-network"]').hidden = navigator.onLine && !elsewhere;
})();
