/* The page of the search: what was searched lately (kept on this device only), a way through the hits by keys,
   and a word while the server looks. */

import { recentSearches } from "ecabinet/recent_searches";

const form = document.querySelector("[data-search-form]");
const field = form.querySelector("[data-search-words]");
const recent = recentSearches(form.dataset.account);

function showRecent() {
  const section = document.querySelector("[data-search-recent]");
  const list = section.querySelector("ul");
  list.replaceChildren(
    ...recent.all().map((words) => {
      const link = document.createElement("a");
      link.className = "btn btn-secondary";
      link.href = `${form.action}?q=${encodeURIComponent(words)}`;
      link.textContent = words;
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
  section.hidden = !list.children.length;
}

if (document.querySelector("[data-search-hits]")) recent.keep(field.value);
showRecent();
document.querySelector("[data-search-forget]").addEventListener("click", () => {
  recent.forget();
  showRecent();
  field.focus();
});

form.addEventListener("submit", () => {
  form.querySelector("[data-search-busy]").hidden = false;
});
window.addEventListener("pageshow", () => {
  form.querySelector("[data-search-busy]").hidden = true;
});
for (const box of form.querySelectorAll("input[type=checkbox]")) {
  box.addEventListener("change", () => field.value.trim() && form.requestSubmit());
}

/* Down from the field into the hits, up and down among them, up again to the field. */
document.addEventListener("keydown", (event) => {
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
  const stops = [field, ...document.querySelectorAll("[data-search-hit]")];
  const at = stops.indexOf(document.activeElement);
  if (at < 0) return;
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
});
