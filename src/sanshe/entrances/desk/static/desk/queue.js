// The queue's keyboard. The page works without it: every row is a link, every filter a field,
// ticking and dispatching are a form.

const links = [...document.querySelectorAll("[data-queue] th[scope=row] a")];
const bulk = document.querySelector("[data-bulk]");
const boxes = [...document.querySelectorAll('input[name="need"][form="bulk"]')];
const all = document.querySelector("[data-all]");
const help = document.querySelector("[data-keys]");
const opener = document.querySelector("[data-keys-open]");
let here = -1;

function go(to) {
  if (!links.length) return;
  links[here]?.closest("tr").classList.remove("here");
  here = Math.max(0, Math.min(links.length - 1, to));
  links[here].closest("tr").classList.add("here");
  links[here].focus();
}

function filter(name, value) {
  const address = new URL(location.href);
  address.searchParams.delete("after");
  if (address.searchParams.get(name) === value) address.searchParams.delete(name);
  else address.searchParams.set(name, value);
  location.assign(address);
}

// how many are ticked, and whether there is anything to send
function count() {
  if (!bulk) return;
  const ticked = boxes.filter((box) => box.checked).length;
  const said = bulk.querySelector("[data-ticked]");
  said.textContent = ticked ? said.dataset.ticked.replace("#", ticked) : said.dataset.none;
  bulk.querySelector("button").disabled = !ticked;
  for (const box of boxes) box.closest("tr").classList.toggle("chosen", box.checked);
  if (all) {
    all.checked = Boolean(ticked) && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  }
}

function tick() {
  const box = links[here]?.closest("tr").querySelector('input[name="need"]');
  if (!box) return;
  box.checked = !box.checked;
  count();
}

function send() {
  if (bulk && boxes.some((box) => box.checked)) bulk.requestSubmit();
}

function show() {
  if (help.open) help.close();
  else help.showModal();
}

const keys = {
  j: () => go(here + 1),
  k: () => go(here - 1),
  o: () => links[here]?.click(),
  x: tick,
  e: send,
  a: () => filter("whose", "all"),
  n: () => document.querySelector(".page-head .tools a")?.click(),
  "/": () => document.querySelector("[data-search]")?.focus(),
  "?": show,
};

// after "g" a letter opens a page of the menu (desk.js)
let going = 0;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  if (help.open && event.key !== "?") return;
  if (event.key === "g") {
    going = Date.now();
    return;
  }
  if (Date.now() - going < 1500) return;
  if (/^[0-4]$/.test(event.key)) filter("urgency", `P${event.key}`);
  else if (Object.hasOwn(keys, event.key)) keys[event.key]();
  else return;
  event.preventDefault();
});

if (opener) {
  opener.hidden = false;
  opener.addEventListener("click", show);
}
if (all && boxes.length) {
  all.disabled = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  });
}
for (const box of boxes) box.addEventListener("change", count);
count();
