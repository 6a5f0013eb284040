/* Asks before an act: a button with data-ec-confirm="sentence" goes on only after a yes. */

/** Ask `sentence`; resolves to true or false. `yes`: the words of the button, by default those of the page. */
export function ask(sentence, yes) {
  const dialog = document.getElementById("ec-confirm");
  const ok = dialog.querySelector('button[value="ok"]');
  const standard = (ok.dataset.standard ??= ok.textContent);
  dialog.querySelector("#ec-confirm-text").textContent = sentence;
  ok.textContent = yes || standard;
  dialog.returnValue = "cancel"; // Escape leaves it so
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "ok"), { once: true });
  });
}

export function startConfirm() {
  const dialog = document.getElementById("ec-confirm");
  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("button[value]");
    if (button) dialog.close(button.value);
  });

  document.addEventListener(
    "click",
    async (event) => {
      const button = event.target.closest?.("[data-ec-confirm]");
      if (!button || button.getAttribute("aria-disabled") === "true") return;
      if (button.dataset.ecConfirmed !== undefined) {
        delete button.dataset.ecConfirmed;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (button.form && !button.form.reportValidity()) return;
      if (!(await ask(button.dataset.ecConfirm, button.textContent.trim()))) return;
      if (!button.isConnected) return; // the page changed while the question stood
      button.dataset.ecConfirmed = "";
      button.click();
    },
    true,
  );
}
