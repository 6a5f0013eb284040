/** `<form data-documents-upload>`: what is chosen in the form goes along with each file sent from it. */

const SENT = ["access_level", "kind", "organisation_id"];

function carry(form) {
  const chosen = SENT.map((name) => [name, form.elements[name]?.value ?? ""]);
  const fields = Object.fromEntries(chosen.filter(([, value]) => value !== ""));
  form.querySelector("ec-upload").setAttribute("fields", JSON.stringify(fields));
}

for (const form of document.querySelectorAll("form[data-documents-upload]")) {
  form.addEventListener("change", () => carry(form));
  carry(form);
}
