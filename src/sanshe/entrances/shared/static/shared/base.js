// Small comforts; every page works without them.

// A POST form is sent once, however often an impatient finger presses.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});

// Buttons that print the page: <button data-print>
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// Buttons that read a line aloud: <button data-speak="…" hidden>, shown where a voice is there.
if ("speechSynthesis" in window) {
  document.querySelectorAll("[data-speak]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const words = new SpeechSynthesisUtterance(button.dataset.speak);
      words.lang = document.documentElement.lang === "en" ? "en" : "zh-CN";
      words.rate = 0.75;
      speechSynthesis.cancel();
      speechSynthesis.speak(words);
    });
  });
}
