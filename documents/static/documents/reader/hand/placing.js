/** One place on the paper is asked for: by a tap, or by Enter for the middle of what is seen. */
import { el, icon } from "../dom.js";
import { round2 } from "../drawing/geometry.js";

/** `whereNow()`: {page, at} of the middle of what is seen. Resolves to {page, at}, or null: no more. */
export function askForPlace({ stage, surface, layers, whereNow, t, signal }) {
  return new Promise((resolve) => {
    const mine = new AbortController();
    const cancel = el("button", { type: "button", class: "reader-button", "data-placing-cancel": true },
      icon("x-lg"), el("span", { text: t("reader-carried-tap-cancel") }));
    const bar = el("div", { class: "reader-placing", role: "status" }, el("p", { text: t("reader-carried-tap") }), cancel);
    const end = (place) => {
      mine.abort();
      bar.remove();
      surface.classList.remove("is-placing");
      resolve(place);
    };
    const options = { capture: true, signal: mine.signal };
    const onTap = (event) => {
      const page = Number(event.target.closest?.(".page")?.dataset.pageNumber);
      if (!page) return;
      event.preventDefault();
      event.stopPropagation();
      end({ page, at: layers.toPdf(page, event.clientX, event.clientY).map(round2) });
    };
    const onKey = (event) => {
      if (event.key === "Escape") end(null);
      else if (event.key === "Enter" && event.target !== cancel) {
        const { page, at } = whereNow();
        end({ page, at: at.map(round2) });
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    surface.addEventListener("click", onTap, options);
    document.addEventListener("keydown", onKey, options);
    cancel.addEventListener("click", () => end(null), { signal: mine.signal });
    signal.addEventListener("abort", () => end(null), { signal: mine.signal });
    surface.classList.add("is-placing");
    stage.append(bar);
    surface.focus({ preventScroll: true });
  });
}
