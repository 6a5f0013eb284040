/**
 * `<form data-documents-upload>`: what is chosen in the form goes along with each file that comes then, and is said
 * with it.
 * Where a degree of state secrecy is chosen no file leaves the tablet: the reason stands instead.
 */

const SENT = ["access_level", "kind", "organisation_id"];

function carry(form) {
  const chosen = SENT.map((name) => [name, form.elements[name]?.value ?? ""]);
  const fields = Object.fromEntries(chosen.filter(([, value]) => value !== ""));
  const said = SENT.map((name) => form.elements[name]).filter((field) => field?.value).map((field) => field.selectedOptions[0].text);
  const upload = form.querySelector("ec-upload");
  upload.setAttribute("said", said.join(" · "));
  upload.setAttribute("fields", JSON.stringify(fields));
  const refusal = form.querySelector("[data-state-secret]");
  if (!refusal) return;
  const secret = refusal.dataset.stateSecret.split(" ").includes(fields.access_level);
  refusal.hidden = !secret;
  upload.hidden = secret;
}

for (const form of document.querySelectorAll("form[data-documents-upload]")) {
  form.addEventListener("change", () => carry(form));
  carry(form);
}
