// The desk's keyboard and its menu on a phone; every page works without them.

// The phone menu closes when one presses beside it or Escape.
const menu = document.querySelector(".desk-more");
if (menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// "g", then the key an entry of the menu names (data-key), opens its page. Not while typing.
let waiting = 0;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "g") {
    waiting = Date.now();
    return;
  }
  if (Date.now() - waiting > 1500) return;
  waiting = 0;
  const link = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (link) location.assign(link.href);
});

// On a phone a stacked row stands without heads: figures, and what a head calls `told`, take theirs along.
function tellHeads(root) {
  root.querySelectorAll("table.stack").forEach((table) => {
    const heads = [...table.querySelectorAll("thead th")];
    table.querySelectorAll("tbody tr").forEach((row) => [...row.cells].forEach((cell, at) => {
      if (cell.tagName !== "TD" || cell.colSpan > 1 || !heads[at]?.matches(".number, .told")) return;
      cell.dataset.head = heads[at].textContent.trim();
    }));
  });
}
tellHeads(document);
document.addEventListener("htmx:load", (event) => tellHeads(event.target.parentNode ?? document));
