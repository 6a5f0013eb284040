/** Small builders of light DOM; texts always through textContent. */

export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") element.className = value;
    else if (key === "text") element.textContent = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** An icon of the Bootstrap icon font. */
export function icon(name) {
  return el("i", { class: `bi bi-${name}`, "aria-hidden": "true" });
}

export const KIND_ICON = {
  ink: "pencil",
  marker: "brush",
  highlight: "highlighter",
  note: "sticky",
  text: "fonts",
};
export const AUDIENCE_ICON = { private: "lock", office: "briefcase", meeting: "people" };
/** The icon of an audience, also of "for-12": prepared for somebody. */
export const audienceIcon = (word) => AUDIENCE_ICON[word] ?? "person-up";
