/* The page's side of the keeper (keeper.js): lets it keep copies, and shows what became of answers that were given without a
   line. Every word that it shows stands in the page's own templates. */
(() => {
  const script = document.currentScript;
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;

  const isCopy = () => document.documentElement.hasAttribute("data-kept"); // it may name an earlier keeper
  if (!isCopy()) serviceWorker.register(script.dataset.keeper, { scope: "/", updateViaCache: "all" }).catch(() => {});

  async function ask(message) {
    const { active } = await serviceWorker.ready;
    return new Promise((answer) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => answer(event.data);
      active.postMessage(message, [port2]);
    });
  }

  const here = () => location.href.split("#")[0].slice(location.origin.length);

  /* Answers that wait, and what became of them */

  const place = () => document.getElementById("unsent");

  function line(answer) {
    const state = answer.state === "waiting" || answer.state === "sending" ? answer.state : answer.says ? "told" : "refused";
    const made = place().querySelector(`template[data-state="${state}"]`).content.cloneNode(true);
    for (const part of made.querySelectorAll("[data-says]")) part.textContent = answer[part.dataset.says] || "";
    for (const link of made.querySelectorAll("[data-href]")) link.href = answer[link.dataset.href];
    for (const button of made.querySelectorAll("[data-do]")) {
      button.addEventListener("click", async () => {
        if (button.dataset.do === "withdraw" || button.dataset.do === "noted") document.getElementById("main").focus();
        await ask({ ask: button.dataset.do, id: answer.id });
      });
    }
    return made;
  }

  function show(answers) {
    const list = place().querySelector("ul");
    const held = document.activeElement && list.contains(document.activeElement);
    list.replaceChildren(...answers.map(line));
    if (held && list.querySelector("button")) list.querySelector("button").focus();
    const said = [...list.querySelectorAll("li")].map((each) => [...each.querySelectorAll("p:not(.actions)")]);
    place().querySelector("[role=status]").textContent = said.flat().map((each) => each.textContent.trim()).join(" ");
    for (const form of document.forms) {
      const id = form.elements.sending;
      if (id && answers.some((each) => each.id === id.value)) id.value = newId();
    }
  }

  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const id = form.elements.sending;
      if (!id) return;
      const chosen = form.querySelector("input[type=radio]:checked");
      const named = chosen && chosen.closest("label")?.querySelector("b");
      ask({
        ask: "told",
        id: id.value,
        title: document.querySelector("h1").textContent.trim(),
        words: ((named || event.submitter || form.querySelector("button")).textContent || "").trim(),
        until: form.dataset.until || "",
      });
    },
    true,
  );

  serviceWorker.addEventListener("message", (event) => {
    if (event.data.answers) show(event.data.answers);
  });
  window.addEventListener("online", () => ask({ ask: "send" }));

  /* The page that stands in another's place */

  async function list() {
    const section = document.getElementById("copies");
    if (!section || !isCopy()) return;
    const template = section.querySelector("template").content;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        if (!response.headers.has("Plenary-Copy") || new URL(request.url).pathname === "/offline/") continue;
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const made = template.cloneNode(true);
        made.querySelector("a").href = request.url;
        const parts = page.title.split(" · ");
        made.querySelector("small").textContent = parts.pop();
        made.querySelector("a").textContent = parts.join(" · ");
        section.querySelector("ul").append(made);
        section.hidden = false;
      }
    }
    const clearing = document.getElementById("clearing");
    clearing.hidden = false;
    clearing.querySelector("[data-do]").addEventListener("click", async () => {
      await ask({ ask: "clear" });
      section.hidden = true;
      clearing.querySelector(".actions").hidden = true;
      clearing.querySelector("[role=status]").hidden = false;
    });
  }

  window.addEventListener("load", async () => {
    list();
    await ask({ ask: "states" }).then((answers) => answers && show(answers));
    if (isCopy()) return;
    await ask({ ask: "send" });
    ask({ ask: "visit", url: here() });
  });
})();
