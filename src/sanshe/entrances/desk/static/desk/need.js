// Triage by keyboard. Enter works by itself (the proposal's button has the focus).

const triage = document.querySelector("[data-triage]");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])")) return;
  if (event.key === "q") {
    document.querySelector("[data-back]")?.click();
  } else if (triage && /^[0-4]$/.test(event.key)) {
    const level = triage.querySelector(`[name=urgency][value=P${event.key}]`);
    if (level) level.checked = true;
  } else if (triage && /^[abc]$/.test(event.key)) {
    triage.querySelector(`[data-key=${event.key}]`)?.click();
  } else if (triage && event.key === "e") {
    triage.closest("details")?.setAttribute("open", "");
    triage.querySelector("[name=kind]").focus();
  } else {
    return;
  }
  event.preventDefault();
});

// One key or tap: what the message is about.
for (const button of document.querySelectorAll("[data-choose]")) {
  button.addEventListener("click", () => {
    const field = triage.querySelector("[name=category]");
    field.value = button.dataset.choose;
    for (const other of triage.querySelectorAll("[data-choose]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
  });
}
