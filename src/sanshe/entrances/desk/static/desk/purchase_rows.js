// Rows that add up: a row more or less without asking the server, and the sum while one types.
// The page works without this: the same buttons send the form.

const form = document.querySelector(".typed-rows");
const rows = form.querySelector("[data-rows]");
const output = form.querySelector("[data-sum]");
const gap = form.querySelector("[data-gap]");
const whole = Number(form.dataset.price);
let next = 1000;

const inputs = () => [...form.querySelectorAll("input[name$='-amount'], .weight input")];
const said = (cents) =>
  (output.dataset.unit ?? "") +
  (cents / 100).toLocaleString("zh-CN", { minimumFractionDigits: output.dataset.unit ? 2 : 0 });

function add() {
  const cents = inputs().reduce((sum, one) => sum + Math.round(Number(one.value || 0) * 100), 0);
  output.textContent = said(cents);
  if (!whole) return;
  const left = Math.round(whole * 100) - cents;
  gap.textContent = left
    ? `${left > 0 ? gap.dataset.under : gap.dataset.over} ${said(Math.abs(left))}`
    : gap.dataset.right;
  gap.className = `badge ${left ? "badge-soon" : "badge-done"}`;
}

form.addEventListener("input", (event) => {
  const share = event.target.name?.match(/^(r\d+)-share$/);
  if (share && whole) {
    const amount = form.elements[`${share[1]}-amount`];
    amount.value = (Math.round(whole * Number(event.target.value)) / 100).toFixed(2);
  }
  add();
});

form.addEventListener("click", (event) => {
  const more = event.target.closest("[data-more]");
  const drop = event.target.closest("[data-drop]");
  if (!rows || !(more || drop)) return;
  event.preventDefault();
  if (more) {
    const html = form.querySelector("template").innerHTML.replaceAll("__n__", String(next++));
    rows.insertAdjacentHTML("beforeend", html);
    rows.lastElementChild.querySelector("input:not([type=hidden]), select").focus();
  } else {
    drop.closest("fieldset").remove();
    form.querySelector("[data-more]").focus();
  }
  add();
});

add();
