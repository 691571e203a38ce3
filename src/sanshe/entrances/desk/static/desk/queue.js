// The queue's keyboard. The page works without it: every row is a link, every filter a field.

const links = [...document.querySelectorAll("[data-queue] th[scope=row] a")];
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

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "j") go(here + 1);
  else if (event.key === "k") go(here - 1);
  else if (/^[0-4]$/.test(event.key)) filter("urgency", `P${event.key}`);
  else if (event.key === "a") filter("whose", "all");
  else if (event.key === "n") document.querySelector(".page-head .tools a")?.click();
  else return;
  event.preventDefault();
});
