/** The first tick ticks all rows; leaving with unsaved words asks first. */
const form = document.querySelector(".bulk-rows")?.closest("form");
if (form) {
  const all = form.querySelector("[data-bulk-all]");
  const ticks = [...form.querySelectorAll('input[name="ticked"]')];
  const show = () => {
    const count = ticks.filter((tick) => tick.checked).length;
    all.checked = count === ticks.length;
    all.indeterminate = count > 0 && count < ticks.length;
  };
  all.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = all.checked;
  });
  for (const tick of ticks) tick.addEventListener("change", show);
  show();
  let typed = "bulkUnsaved" in form.dataset; // the table came back: nothing of it is saved yet
  form.addEventListener("input", ({ target }) => {
    if (target.name !== "ticked") typed = true;
  });
  form.addEventListener("submit", () => {
    typed = false;
  });
  addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}
