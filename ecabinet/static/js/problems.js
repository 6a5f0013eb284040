/* Shows a refusal of the server at a form: the sentence above it, each field's sentence at its field. */

import { toast } from "ecabinet/toast";

const BOX = "data-ec-problem";

function line(id, sentence) {
  const p = document.createElement("p");
  p.className = "ec-error";
  p.id = id;
  p.setAttribute(BOX, "");
  const icon = document.createElement("span");
  icon.className = "ec-icon bi-exclamation-circle-fill";
  icon.setAttribute("aria-hidden", "true");
  const words = document.createElement("span");
  words.textContent = sentence;
  p.append(icon, words);
  return p;
}

const fieldOf = (form, name) => {
  const found = form.elements.namedItem(name);
  return found instanceof RadioNodeList ? found[0] : found;
};

/** Mark the fields and put the summary on top, each line a way to its field. A form with nothing to fill in
    (a button alone) answers with a message at the edge. */
export function showProblem(form, problem) {
  if (form.dataset.ecForm === "act") {
    toast(problem.sentence, "stop");
    return;
  }
  const summary = document.createElement("div");
  summary.className = "ec-error-summary";
  summary.tabIndex = -1;
  summary.setAttribute("role", "alert");
  summary.setAttribute(BOX, "");
  const title = document.createElement("p");
  title.className = "h3 mb-0";
  title.textContent = problem.sentence;
  summary.append(title);

  const list = document.createElement("ul");
  for (const [name, sentence] of Object.entries(problem.fields)) {
    const item = document.createElement("li");
    const field = fieldOf(form, name);
    if (field) {
      const link = document.createElement("a");
      link.textContent = sentence;
      link.href = `#${(field.id ||= `field-${name}`)}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        field.focus();
      });
      item.append(link);
      const error = line(`error-${name}`, sentence);
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim());
      const box = field.closest(".ec-field");
      box?.classList.add("ec-field--invalid");
      const before = box?.querySelector(".form-control, .form-select, .ec-tick, .ec-choices") ?? field;
      before.before(error);
    } else item.textContent = sentence;
    list.append(item);
  }
  if (list.children.length) summary.append(list);
  form.prepend(summary);
  summary.focus();
}

/** Take back what showProblem, or the server, showed before. */
export function clearProblem(form) {
  document.querySelector("[data-ec-error-summary]")?.remove();
  for (const box of form.querySelectorAll(`[${BOX}], .ec-error`)) {
    const describes = form.querySelector(`[aria-describedby~="${box.id}"]`);
    if (box.id && describes) {
      const rest = describes.getAttribute("aria-describedby").split(/\s+/).filter((id) => id !== box.id);
      describes.setAttribute("aria-describedby", rest.join(" "));
    }
    box.remove();
  }
  for (const field of form.querySelectorAll('[aria-invalid="true"]')) field.removeAttribute("aria-invalid");
  for (const box of form.querySelectorAll(".ec-field--invalid")) box.classList.remove("ec-field--invalid");
}
