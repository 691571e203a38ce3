// How many are ticked, and ticking all or none of the list at once.
{
  const ticks = [...document.querySelectorAll(".attend input[name=present]")];
  const came = document.querySelector("[data-came]");
  const count = () => { came.textContent = ticks.filter((one) => one.checked).length; };
  for (const [name, state] of [["all", true], ["none", false]]) {
    const button = document.querySelector(`[data-${name}]`);
    if (!button || !ticks.length) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const one of ticks) one.checked = state;
      ticks[0].dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  if (came) {
    document.querySelector(".attend").addEventListener("change", count);
    window.addEventListener("pageshow", count);
  }
}
