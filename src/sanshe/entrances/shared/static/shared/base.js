// Small comforts; every page works without them.

// A POST form is sent once, however often an impatient finger presses.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.again !== undefined) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});

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

// Buttons that print the page: <button data-print>
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
