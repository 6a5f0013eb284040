// Lint of the browser code: what breaks at run time, and what would let markup in through text.
import js from "@eslint/js";
import globals from "globals";

const markup = ["innerHTML", "outerHTML"];
const noMarkupFromText = [
  {
    selector: markup
      .map((name) => `AssignmentExpression[left.property.name='${name}']`)
      .join(", "),
    message: "Text goes in by textContent, structure by templates or createElement.",
  },
  {
    selector:
      "CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe)$/]," +
      "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]",
    message: "Text goes in by textContent, structure by templates or createElement.",
  },
  {
    selector: "CallExpression[callee.property.name='setAttribute'][arguments.0.value='style']",
    message: "The content policy refuses inline style: use a class or element.style.",
  },
];

export default [
  { ignores: ["**/node_modules/", ".setup/", ".venv/", "instance/", "**/test-results/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    rules: {
      "no-undef": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrorsIgnorePattern: "^_" }],
      "no-restricted-syntax": ["error", ...noMarkupFromText],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "prefer-const": "error",
      "no-var": "error",
    },
  },
  {
    files: ["*/static/**/*.{js,mjs}", "*/templates/**/*.js"],
    languageOptions: { globals: { ...globals.browser, ...globals.serviceworker } },
  },
  {
    files: ["tests/**/*.{js,mjs}", "bench/**/*.{js,mjs}", "eslint.config.js"],
    languageOptions: { globals: { ...globals.node } },
  },
];
