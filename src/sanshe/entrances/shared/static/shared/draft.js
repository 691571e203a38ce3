// What is typed into a long form stays on this device until it was sent: <form data-draft="key">.
// Never where something with data-draft-never is ticked; a day at most; gone at sign-out. A form
// sent without a signal waits and is sent again with the same id. Every page works without this.
// With data-draft-tab it stays in this tab only: a resident may sit at a neighbour's telephone.

const PREFIX = "draft:";
const KEPT_FOR = 24 * 3600 * 1000;
const SENDING = "draft-sending";
const RETRY = 5000;
const SKIPPED = "[type=file], [type=password], [name=csrfmiddlewaretoken], [name=spoken_code]";

const STORES = [localStorage, sessionStorage];
const keys = (store) => Object.keys(store).filter((key) => key.startsWith(PREFIX));
const storeOf = (form) => ("draftTab" in form.dataset ? sessionStorage : localStorage);
const forget = (key) => STORES.forEach((store) => store.removeItem(PREFIX + key));
const fields = (form) =>
  [...form.elements].filter((e) => e.name && !e.matches(SKIPPED) && e.tagName !== "BUTTON");
const secret = (form) => form.querySelector("[data-draft-never]:checked") !== null;
const bar = (form) => form.querySelector("[data-draft-bar]");

function say(form, what) {
  const place = bar(form);
  if (!place) return;
  place.hidden = !what;
  place.classList.toggle("draft-waits", what === "waiting");
  place.querySelector("[data-draft-says]").textContent = what ? place.dataset[what] : "";
}

function keep(form) {
  const key = form.dataset.draft;
  const typed = fields(form).some((e) => e.matches("textarea") && e.value.trim());
  if (secret(form) || !typed) {
    forget(key);
    return say(form, "");
  }
  const values = fields(form).map((e) => [
    e.name, e.type === "checkbox" || e.type === "radio" ? e.value : "",
    e.type === "checkbox" || e.type === "radio" ? e.checked : e.value,
  ]);
  storeOf(form).setItem(PREFIX + key, JSON.stringify({ at: Date.now(), values }));
  if (bar(form)?.hidden) say(form, "kept");
}

function restore(form) {
  const draft = JSON.parse(storeOf(form).getItem(PREFIX + form.dataset.draft) || "null");
  const filled = [...form.querySelectorAll("textarea")].some((e) => e.value.trim());
  if (!draft || filled) return;
  for (const [name, choice, value] of draft.values) {
    if (name === "version") continue; // a form of now is sent against what stands now
    for (const e of fields(form).filter((one) => one.name === name)) {
      if (typeof value !== "boolean") e.value = value;
      else if (e.value === choice) e.checked = value;
    }
  }
  form.closest("details")?.setAttribute("open", "");
  say(form, "restored");
}

async function reachable() {
  try {
    await fetch(document.querySelector("link[rel=icon]").href, { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}

async function send(form, button) {
  if (form.dataset.draftBusy) return;
  form.dataset.draftBusy = "1";
  const through = await reachable();
  delete form.dataset.draftBusy;
  if (!through) {
    say(form, "waiting");
    const again = () => send(form, button);
    clearTimeout(Number(form.dataset.draftTimer));
    form.dataset.draftTimer = String(setTimeout(again, RETRY));
    return;
  }
  clearTimeout(Number(form.dataset.draftTimer));
  sessionStorage.setItem(SENDING, form.dataset.draft);
  form.dataset.draftGo = "1";
  form.requestSubmit(button?.isConnected ? button : undefined);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (/\/(logout|leave)\/$/.test(form.action)) {
    return STORES.forEach((store) => keys(store).forEach((key) => store.removeItem(key)));
  }
  if (!form.dataset.draft || form.method !== "post") return;
  if (form.dataset.draftGo) return void delete form.dataset.draftGo;
  event.preventDefault();
  send(form, event.submitter);
}, true);

// Signed out elsewhere, sent at last, or older than a day: nothing stays behind.
for (const store of STORES) {
  for (const key of keys(store)) {
    const draft = JSON.parse(store.getItem(key) || "null");
    if (!draft || Date.now() - draft.at > KEPT_FOR) store.removeItem(key);
  }
}
const sent = document.querySelector("[data-draft-done]");
if (sent) forget(sent.dataset.draftDone);
const sending = sessionStorage.getItem(SENDING);
if (sending && document.querySelector(".notice-success")) forget(sending);
sessionStorage.removeItem(SENDING);

for (const form of document.querySelectorAll("form[data-draft]")) {
  restore(form);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("change", () => keep(form));
  form.querySelector("[data-draft-discard]")?.addEventListener("click", () => {
    forget(form.dataset.draft);
    form.reset();
    form.querySelectorAll("textarea").forEach((e) => (e.value = ""));
    say(form, "");
  });
}
window.addEventListener("online", () => {
  document.querySelectorAll(".draft-waits").forEach((e) => send(e.closest("form")));
});
