// While talking: Ctrl+Enter saves, Alt+1… says how it came. The form works without.

const hear = document.querySelector("[data-hear]");
hear?.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.preventDefault();
    hear.requestSubmit();
    return;
  }
  const digit = event.altKey && !event.ctrlKey && /^Digit([1-9])$/.exec(event.code);
  const way = digit && hear.querySelectorAll("[name=channel]")[Number(digit[1]) - 1];
  if (!way) return;
  event.preventDefault();
  way.checked = true;
  way.dispatchEvent(new Event("change", { bubbles: true }));
});
