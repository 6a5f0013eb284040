/** Every act by keyboard, and the help dialog that lists them. */
import { el } from "./dom.js";

/** Keys in the notation of `nameOf`, and the act they stand for (text `reader-key-<act>`). */
export const SHORTCUTS = [
  { keys: ["V"], act: "tool-read" },
  { keys: ["P"], act: "tool-pen" },
  { keys: ["M"], act: "tool-marker" },
  { keys: ["H"], act: "highlight" },
  { keys: ["N"], act: "note-here" },
  { keys: ["T"], act: "text-here" },
  { keys: ["E"], act: "tool-eraser" },
  { keys: ["S"], act: "tool-select" },
  { keys: ["Ctrl+A"], act: "select-page" },
  { keys: ["1", "2", "3", "4"], act: "color" },
  { keys: ["[", "]"], act: "width" },
  { keys: ["A"], act: "audience" },
  { keys: ["Ctrl+Z"], act: "undo" },
  { keys: ["Ctrl+Y", "Ctrl+Shift+Z"], act: "redo" },
  { keys: [",", "."], act: "mark-step" },
  { keys: ["Enter"], act: "mark-open" },
  { keys: ["Alt+ArrowUp", "Alt+ArrowDown", "Alt+ArrowLeft", "Alt+ArrowRight"], act: "mark-move" },
  { keys: ["Shift+ArrowLeft", "Shift+ArrowRight"], act: "mark-width" },
  { keys: ["Delete", "Backspace"], act: "mark-delete" },
  { keys: ["Ctrl+F", "/"], act: "find" },
  { keys: ["F3", "Shift+F3"], act: "find-step" },
  { keys: ["ArrowLeft", "ArrowRight"], act: "page-step" },
  { keys: ["<", ">"], act: "paper-step" },
  { keys: ["Home", "End"], act: "page-end" },
  { keys: ["G"], act: "page-go" },
  { keys: ["+", "-"], act: "zoom-step" },
  { keys: ["0"], act: "fit-page-width" },
  { keys: ["9"], act: "fit-page-fit" },
  { keys: ["R"], act: "rotate" },
  { keys: ["D"], act: "dark" },
  { keys: ["8"], act: "two-pages" },
  { keys: ["W"], act: "text-view" },
  { keys: ["B"], act: "panel" },
  { keys: ["O"], act: "contents" },
  { keys: ["I"], act: "papers" },
  { keys: ["L"], act: "marks" },
  { keys: ["K"], act: "marks-hide" },
  { keys: ["?"], act: "help" },
  { keys: ["Escape"], act: "escape" },
];

/** The name of a key press in the notation above. */
export function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  const single = key.length === 1;
  const parts = [];
  if (ctrlKey || metaKey) parts.push("Ctrl");
  if (altKey) parts.push("Alt");
  // Shift is part of a sign such as "?", but not of a letter or a named key.
  if (shiftKey && (!single || (/\p{L}/u.test(key) && parts.length))) parts.push("Shift");
  let name = single ? key.toUpperCase() : key;
  if (name === "=") name = "+";
  if (name === "_") name = "-";
  return [...parts, name].join("+");
}

/** The shortcut for a key press, or null. */
export function shortcutFor(event) {
  const name = nameOf(event);
  return SHORTCUTS.find(({ keys }) => keys.includes(name)) ?? null;
}

const isTyping = (target) =>
  target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]") !== null;

/** `acts[act](name, event)` may answer false to leave the key to the browser. */
export function listenForKeys({ target, acts, isOpen, signal }) {
  target.addEventListener(
    "keydown",
    (event) => {
      if (event.defaultPrevented || event.isComposing || isOpen()) return;
      const shortcut = shortcutFor(event);
      if (!shortcut) return;
      const name = nameOf(event);
      const everywhere = shortcut.act === "find" && name === "Ctrl+F";
      if (isTyping(event.target) && !everywhere) return;
      const onControl = event.target.closest?.("button, a, summary, input, [role=radio]");
      if (onControl && ["Enter", " ", "ArrowLeft", "ArrowRight"].includes(name)) return;
      if (acts[shortcut.act]?.(name, event) !== false) event.preventDefault();
    },
    { signal },
  );
}

const ARROWS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };

/** Fill the help dialog. */
export function fillHelp(list, t) {
  list.replaceChildren(
    ...SHORTCUTS.map(({ keys, act }) => {
      const term = el("dt");
      keys.forEach((key, at) => {
        if (at) term.append(" ");
        term.append(el("kbd", { text: key.replace(/Arrow\w+/, (arrow) => ARROWS[arrow]) }));
      });
      return el("div", {}, term, el("dd", { text: t(`reader-key-${act}`) }));
    }),
  );
}
