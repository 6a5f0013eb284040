/* The texts the server placed on the page: t("browser-offline"), t("browser-upload-sending", { percent: 40 }). */

const SOURCE = 'script[type="application/json"][data-ec-texts], script[type="application/json"]#ec-texts';

let texts = null;

function collect() {
  const found = new Map();
  for (const script of document.querySelectorAll(SOURCE)) {
    for (const [key, pattern] of Object.entries(JSON.parse(script.textContent))) found.set(key, pattern);
  }
  return found;
}

/** The text of `key` with {$name} replaced by params.name. A key the page did not declare is shown
    as itself and reported, so that it is seen in development and harms nobody later. */
export function t(key, params = {}) {
  if (!texts?.has(key)) texts = collect(); // texts may have come with a fragment
  const pattern = texts.get(key);
  if (pattern === undefined) {
    console.error(`text not declared on this page: ${key}`);
    return key;
  }
  return pattern.replace(/\{\$([\w-]+)\}/g, (whole, name) => (name in params ? String(params[name]) : whole));
}

/** The language of the page: "vi" or "en". */
export const language = () => document.documentElement.lang;
