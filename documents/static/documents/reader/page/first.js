/**
 * What the first page waits for longest, begun before the rest of the reader has been loaded: the
 * start of the file, and the worker that takes it apart.
 */
import "pdfjs";

import { FileSource } from "./source.js";

const pdfjs = globalThis.pdfjsLib;
const settings = document.querySelector("script[data-reader-settings]");
let begun = null;

if (settings) {
  const { file_url: url, worker } = JSON.parse(settings.textContent);
  pdfjs.GlobalWorkerOptions.workerSrc = worker;
  begun = { source: new FileSource(url), worker: new pdfjs.PDFWorker() };
  begun.source.begin();
}

/** What was begun for this address, once; for another, or a second time, anew. */
export function takeBegun(url, signal) {
  const taken = begun?.source.url === url ? begun : { source: new FileSource(url), worker: null };
  begun = null;
  taken.source.belongTo(signal);
  return taken;
}
