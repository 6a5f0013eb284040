/**
 * The text view of a paper that is kept here. It was kept as its first page; without a network the page of the
 * address is drawn from the text of all pages, as the server draws it.
 */
import { t } from "ecabinet/i18n";

import { account, isPossible, keptPageAt, onNews, person, vault } from "documents/offline/tablet";
import { runsOf, wantedPage } from "documents/offline/text_pieces";
import { Memory } from "documents/reader/memory";
import { Places } from "documents/reader/page/places";

const root = document.querySelector("[data-reading]");
const version = Number(root.dataset.reading);
const count = Number(root.dataset.pages);

const part = (name) => document.querySelector(`template[data-reading-part="${name}"]`).content.firstElementChild.cloneNode(true);

const TAGS = { heading: "h3", paragraph: "p", point: "li" };

function made(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function drawRun({ kind, texts }) {
  const elements = texts.map((text) => made(TAGS[kind], text));
  if (kind !== "point") return elements;
  const list = document.createElement("ul");
  list.className = "reading-points";
  list.append(...elements);
  return [list];
}

function drawText({ language, blocks }) {
  const box = document.createElement("div");
  box.lang = language;
  box.className = "ec-prose";
  box.append(...runsOf(blocks).flatMap(drawRun));
  return box;
}

function addressOf(page) {
  const url = new URL(location.href);
  url.searchParams.set("page", page);
  url.hash = "";
  return url.pathname + url.search;
}

function link(name, page) {
  const made = part(name);
  made.href = addressOf(page);
  return made;
}

/** Everything on the page that names its number, and the ways from it. */
function drawFrame(page) {
  const product = document.title.split(" · ").at(-1);
  document.title = `${t("reading-text-title", { page, title: root.dataset.title })} · ${product}`;
  document.querySelector("[data-reading-line]").textContent = t("reading-page-of", { page, pages: count });
  document.getElementById("reading-page-title").textContent = t("reader-on-page", { page });
  document.getElementById("reading-page").value = page;
  document.querySelector("[data-reading-see] a").hash = `page=${page}`;
  for (const steps of document.querySelectorAll(".reading-steps")) {
    const before = page > 1 ? [link("previous", page - 1)] : [];
    const after = page < count ? [link("next", page + 1)] : [];
    steps.replaceChildren(...before, ...after);
  }
  const form = document.querySelector(".reading-go");
  for (const name of ["occasion", "back"]) {
    const value = new URLSearchParams(location.search).get(name);
    if (value === null) continue;
    const field = form.querySelector(`input[name="${name}"]`) ?? document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.prepend(field);
  }
}

/** Kept as the reader keeps it, and sent by the reader when there is a network again. */
function keepPlace(page) {
  const memory = new Memory(Number(person));
  const before = memory.read(`place:${version}`);
  if (before?.page === page) return;
  const places = new Places({ version, url: root.dataset.placeUrl, memory, put: async () => null });
  places.keep({ ...before, page, top: null, left: null }, true);
}

async function draw() {
  const page = wantedPage(location.search, count);
  drawFrame(page);
  const body = document.querySelector("[data-reading-body]");
  try {
    const answer = await vault.answer(root.dataset.textUrl);
    const { pages } = await answer.json();
    const text = pages[page - 1];
    if (!text) body.replaceChildren(part("no-text"));
    else body.replaceChildren(text.blocks.length ? drawText(text) : part("picture"));
    keepPlace(page);
  } catch (error) {
    console.warn(error);
    await vault.dropResource(account, vault.pathOf(root.dataset.textUrl)); // damaged: the next contact brings it again
    body.replaceChildren(part("unreadable"));
  }
  root.toggleAttribute("data-drawn", true);
}

if (isPossible) {
  if (keptPageAt) draw();
  onNews(({ kind, versions }) => {
    // Taken back while it is open: the server says so, or the list that it is not here.
    if (kind === "gone" && versions.includes(version)) location.reload();
  });
}
