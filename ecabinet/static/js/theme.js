/* Light or dark, as the device says or as chosen here. A classic script in the head, so that the page is
   never drawn in the wrong colours first. The choice stays on this device. */
(() => {
  const device = matchMedia("(prefers-color-scheme: dark)");

  const choice = () => {
    try {
      return localStorage.getItem("ec-theme") || "auto";
    } catch {
      return "auto"; // storage is closed to us: follow the device
    }
  };

  const apply = () => {
    const chosen = choice();
    const dark = chosen === "dark" || (chosen === "auto" && device.matches);
    document.documentElement.dataset.bsTheme = dark ? "dark" : "light";
    for (const button of document.querySelectorAll("[data-ec-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.ecTheme === chosen));
    }
  };

  apply();
  device.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", apply);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-ec-theme]");
    if (!button) return;
    try {
      localStorage.setItem("ec-theme", button.dataset.ecTheme);
    } catch {
      // kept for this page only
    }
    apply();
  });
})();
