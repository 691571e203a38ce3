// 「五样都好」 fills what is not chosen yet; choosing something else unticks it again.
const allFine = document.querySelector("[name=all_fine]");
const checks = document.querySelector(".checks");
allFine?.addEventListener("change", () => {
  if (!allFine.checked) return;
  for (const fine of checks.querySelectorAll("input[type=radio][value=fine]")) fine.checked = true;
});
checks?.addEventListener("change", (event) => {
  if (event.target !== allFine && event.target.value !== "fine") allFine.checked = false;
});
