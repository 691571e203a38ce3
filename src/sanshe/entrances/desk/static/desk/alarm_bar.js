// Keeps the bar of alarms and the menu's counts fresh, rings, and says so when it cannot.
// Without it the bar is as old as the page.

const live = document.querySelector("[data-live]");
const EVERY = 15000; // milliseconds between two questions
const AFTER = 3; // failed questions in a row until the page says that it hears nothing

if (live) {
  const bars = live.querySelector("[data-bars]");
  const off = live.querySelector("[data-off]");
  const silent = live.querySelector("[data-silent]");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const title = document.title;
  let failed = 0;
  let sound = null;

  const rings = () => Boolean(bars.querySelector(".alarm-rings"));

  // two tones, made here: nothing to load, nothing to block
  function beep() {
    if (!rings()) return;
    try {
      sound ||= new AudioContext();
    } catch {
      return;
    }
    if (sound.state === "suspended") sound.resume();
    silent.hidden = sound.state === "running";
    if (sound.state !== "running") return;
    [880, 660].forEach((pitch, turn) => {
      const tone = sound.createOscillator();
      const loud = sound.createGain();
      const start = sound.currentTime + turn * 0.22;
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0.25, start);
      loud.gain.exponentialRampToValueAtTime(0.001, start + 0.2);
      tone.connect(loud).connect(sound.destination);
      tone.start(start);
      tone.stop(start + 0.2);
    });
  }

  function flash() {
    const marked = `${live.dataset.title} ${title}`;
    const first = still || document.title === title;
    document.title = rings() && first ? marked : title;
    if (!rings()) silent.hidden = true;
  }

  function show(answer) {
    failed = 0;
    off.hidden = true;
    if (answer.bars !== undefined) {
      const within = bars.contains(document.activeElement);
      bars.innerHTML = answer.bars;
      live.dataset.key = answer.key;
      if (within) (bars.querySelector("button, a") ?? document.querySelector("main")).focus();
    }
    for (const [name, count] of Object.entries(answer.counts)) {
      for (const shown of document.querySelectorAll(`[data-count="${name}"]`)) {
        shown.textContent = count;
        shown.hidden = !count;
      }
    }
  }

  async function ask() {
    let again = true;
    try {
      const asked = { key: live.dataset.key };
      if (document.querySelector("[data-views]")) asked.views = "1";
      const address = `${live.dataset.live}?${new URLSearchParams(asked)}`;
      const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" });
      if (answer.status === 401) again = false; // signed out: only a person can change that
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.json());
    } catch {
      failed += 1;
      off.hidden = again && failed < AFTER;
    }
    if (again) setTimeout(ask, EVERY);
  }

  live.querySelector("[data-sound]").addEventListener("click", beep);
  document.addEventListener("pointerdown", () => sound?.resume(), { once: true });
  setTimeout(ask, EVERY);
  setInterval(beep, 2000);
  setInterval(flash, 1000);
  beep();
  flash();
}
