/**
 * What this tablet keeps, sealed with AES-GCM, in IndexedDB. A classic script, so that pages (as a
 * module with side effect) and the service worker (importScripts) run the same lines; all of it
 * hangs on `globalThis.ecVault`. Knows neither pages nor the network.
 */
(() => {
  const DATABASE = "ecabinet-kept";
  /** Plain bytes of one sealed piece: a range of a large file opens only the pieces it touches. */
  const CHUNK = 256 * 1024;
  /** Since when an answer is kept. */
  const KEPT_AT = "X-Kept-At";
  const STORES = {
    state: undefined,
    items: ["account", "id"],
    resources: ["account", "path"],
    chunks: undefined,
    operations: ["person", "key"],
  };

  const count = (size) => Math.ceil(size / CHUNK);

  /** The one range asked of `size` bytes: {first, last}; null: the whole; "beyond": none of it. */
  function parseRange(header, size) {
    const match = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header ?? "");
    if (!match || (match[1] === "" && match[2] === "")) return null;
    if (match[1] === "") {
      const length = Math.min(Number(match[2]), size);
      return length ? { first: size - length, last: size - 1 } : "beyond";
    }
    const first = Number(match[1]);
    const last = match[2] === "" ? size - 1 : Number(match[2]);
    if (match[2] !== "" && last < first) return null;
    return first >= size ? "beyond" : { first, last: Math.min(last, size - 1) };
  }

  /** Under which name an address is kept: what it is asked with matters only where it changes it. */
  function pathOf(address) {
    const url = new URL(address, "http://tablet");
    const kept = ["copy", "original", "width"].filter((name) => url.searchParams.has(name));
    if (kept.length === 0) return url.pathname;
    return `${url.pathname}?${kept.map((name) => `${name}=${url.searchParams.get(name)}`).join("&")}`;
  }

  /** `label` is bound to the bytes: a piece opens only in the place it was sealed for. */
  async function seal(key, bytes, label) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = new TextEncoder().encode(label);
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, bytes) };
  }

  async function open({ iv, data }, key, label) {
    const additionalData = new TextEncoder().encode(label);
    return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, data);
  }

  const sealJson = (key, value, label) => seal(key, new TextEncoder().encode(JSON.stringify(value)), label);
  const openJson = async (sealed, key, label) => JSON.parse(new TextDecoder().decode(await open(sealed, key, label)));

  function importKey(base64) {
    const raw = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  let opened = null;

  function database() {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => {
        for (const [name, keyPath] of Object.entries(STORES)) {
          request.result.createObjectStore(name, keyPath ? { keyPath } : {});
        }
      };
      request.onsuccess = () => {
        const { result } = request;
        // Clear-Site-Data and another version of the program close it; the next call opens it anew.
        result.onclose = () => { opened = null; };
        result.onversionchange = () => { result.close(); opened = null; };
        resolve(result);
      };
      request.onerror = () => { opened = null; reject(request.error); };
    });
    return opened;
  }

  /** One transaction: `act(store)` answers a request whose result is returned once all is written. */
  async function within(name, mode, act) {
    const base = await database();
    return new Promise((resolve, reject) => {
      const transaction = base.transaction(name, mode);
      const request = act(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = () => reject(transaction.error ?? request?.error);
      transaction.onerror = () => reject(transaction.error ?? request?.error);
    });
  }

  const get = (name, key) => within(name, "readonly", (store) => store.get(key));
  const all = (name, range) => within(name, "readonly", (store) => store.getAll(range));
  const put = (name, value, key) => within(name, "readwrite", (store) => store.put(value, key));
  const drop = (name, key) => within(name, "readwrite", (store) => store.delete(key));
  const clear = (name) => within(name, "readwrite", (store) => store.clear());
  const change = (name, key, alter) =>
    within(name, "readwrite", (store) => {
      const asked = store.get(key);
      asked.onsuccess = () => {
        const value = alter(asked.result);
        if (value !== undefined) store.put(value, store.keyPath ? undefined : key);
      };
    });

  /**
   * Keep what belongs to an account, all of it or nothing, in the same step that sees its key: what
   * still comes in while somebody signs out is not kept after all was taken away. With `item`, its row
   * must still be there too: nothing lies here that no row names. `things`: [store, value, key].
   * Throws AbortError when the key or the row is gone.
   */
  async function keepAll({ account, item }, things) {
    const base = await database();
    return new Promise((resolve, reject) => {
      const names = [...new Set(["state", ...(item ? ["items"] : []), ...things.map(([name]) => name)])];
      const transaction = base.transaction(names, "readwrite");
      const asked = transaction.objectStore("state").get("key");
      const named = item ? transaction.objectStore("items").count([account, item]) : null;
      const last = named ?? asked; // they are answered in their order
      last.onsuccess = () => {
        if (asked.result?.account !== account || named?.result === 0) transaction.abort();
        else for (const [name, value, key] of things) transaction.objectStore(name).put(value, key);
      };
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new DOMException("taken away", "AbortError"));
    });
  }

  const keep = (whose, name, value, key) => keepAll(whose, [[name, value, key]]);

  const of = (account) => IDBKeyRange.bound([account], [account, []]);

  const DAY_MS = 24 * 60 * 60 * 1000;

  /** How long a key lasts, by the clock of this tablet: it may run ahead of the server's, or behind it. */
  function goodHere({ at, good_until: until }, now = Date.now()) {
    const lasts = Date.parse(until) - Date.parse(at);
    return { good_since: new Date(now).toISOString(), good_until: new Date(now + lasts).toISOString() };
  }

  /** A clock that was put back by more than a day makes no key last longer. */
  function isGood({ good_since: since, good_until: until }, now) {
    return Date.parse(until) > now && (!since || Date.parse(since) - DAY_MS < now);
  }

  /** {account, name, key} while somebody is signed in here and the server was heard of lately. */
  async function currentKey(now = Date.now()) {
    const kept = await get("state", "key");
    if (!kept) return null;
    if (isGood(kept, now)) return kept;
    await drop("state", "key");
    return null;
  }

  const label = (account, path, number) => `${account} ${path} ${number}`;

  /** A sealed piece of a resource. */
  async function putChunk(holder, path, number, bytes) {
    const { account, key } = holder;
    await keep(holder, "chunks", await seal(key, bytes, label(account, path, number)), [account, path, number]);
  }

  /** Note what a resource is; `whole` once every piece is there. */
  const putResource = (holder, path, facts) => keep(holder, "resources", { ...facts, account: holder.account, path });

  async function dropResource(account, path) {
    await drop("resources", [account, path]);
    await drop("chunks", IDBKeyRange.bound([account, path], [account, path, []]));
  }

  /** All addresses that begin so, as keys of both stores. */
  const under = (account, folder) => IDBKeyRange.bound([account, folder], [account, `${folder}\uffff`]);

  const resourcesIn = (account, folder) => all("resources", under(account, folder));

  /** Every address of which anything lies here. */
  async function paths(account) {
    const keysOf = (name) => within(name, "readonly", (store) => store.getAllKeys(of(account)));
    const keys = [...(await keysOf("resources")), ...(await keysOf("chunks"))];
    return new Set(keys.map(([, path]) => path));
  }

  async function dropFolder(account, folder) {
    await drop("resources", under(account, folder));
    await drop("chunks", under(account, folder));
  }

  /** Keep a small answer as a whole; whoever reads it meanwhile gets the one before or this one. */
  async function keepWhole(holder, path, bytes, facts) {
    const { account, key } = holder;
    const size = bytes.byteLength;
    const things = [];
    for (let number = 0; number < count(size); number += 1) {
      const piece = bytes.slice(number * CHUNK, (number + 1) * CHUNK);
      things.push(["chunks", await seal(key, piece, label(account, path, number)), [account, path, number]]);
    }
    things.push(["resources", { ...facts, account, path, size, whole: true, kept_at: new Date().toISOString() }]);
    await keepAll(holder, things);
  }

  /** What is known of a resource and one piece of it, of the same moment. */
  async function found(account, path, numberOf) {
    const base = await database();
    return new Promise((resolve, reject) => {
      const transaction = base.transaction(["resources", "chunks"], "readonly");
      const of = transaction.objectStore("resources").get([account, path]);
      let piece = null;
      of.onsuccess = () => {
        if (of.result?.whole) piece = transaction.objectStore("chunks").get([account, path, numberOf(of.result)]);
      };
      transaction.oncomplete = () => resolve({ kept: of.result, sealed: piece?.result });
      transaction.onabort = () => reject(transaction.error);
    });
  }

  async function chunk({ account, key }, path, number, here = null) {
    const sealed = here ?? (await get("chunks", [account, path, number]));
    if (!sealed) throw new Error(`a piece of ${path} is missing`);
    return new Uint8Array(await open(sealed, key, label(account, path, number)));
  }

  /** Bytes `first` to `last` of a resource, opened piece by piece as they are read; `opened`: the first piece. */
  function stream(holder, path, first, last, opened) {
    let number = Math.floor(first / CHUNK);
    let next = opened;
    return new ReadableStream({
      async pull(controller) {
        const at = number * CHUNK;
        if (at > last) return controller.close();
        const bytes = next ?? (await chunk(holder, path, number));
        next = null;
        number += 1;
        const piece = bytes.subarray(Math.max(0, first - at), Math.min(bytes.length, last - at + 1));
        if (piece.length) controller.enqueue(piece);
        if (number * CHUNK > last) controller.close();
        return undefined;
      },
    });
  }

  /** The answer to a request for a kept address (200, 206, 416), or null. */
  async function answer(address, range = null) {
    const holder = await currentKey();
    if (!holder) return null;
    const path = pathOf(address);
    const { kept, sealed } = await found(holder.account, path, ({ size }) => {
      const wanted = parseRange(range, size);
      return wanted && wanted !== "beyond" ? Math.floor(wanted.first / CHUNK) : 0;
    });
    if (!kept?.whole) return null;
    const { size } = kept;
    const headers = { "Content-Type": kept.type, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", [KEPT_AT]: kept.kept_at };
    if (kept.policy) headers["Content-Security-Policy"] = kept.policy;
    if (kept.etag) Object.assign(headers, { "Accept-Ranges": "bytes", ETag: kept.etag });
    const wanted = parseRange(range, size);
    if (wanted === "beyond") return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${size}` } });
    const { first, last } = wanted ?? { first: 0, last: size - 1 };
    headers["Content-Length"] = String(last - first + 1);
    if (wanted) headers["Content-Range"] = `bytes ${first}-${last}/${size}`;
    // The first piece is opened before the answer is given: what cannot be read is not there.
    const opened = await chunk(holder, path, Math.floor(first / CHUNK), sealed);
    return new Response(stream(holder, path, first, last, opened), { status: wanted ? 206 : 200, headers });
  }

  /** The answer with any kept copy of a file, from before or after it was stamped, or null. */
  async function otherCopy(address, range = null) {
    const holder = await currentKey();
    if (!holder) return null;
    const { pathname } = new URL(address, "http://tablet");
    const others = await resourcesIn(holder.account, pathname);
    const whole = others.find((one) => one.whole && new URL(one.path, "http://tablet").pathname === pathname);
    return whole ? answer(whole.path, range) : null;
  }

  /** A kept page, marked as such in its first element (a file as it is), or null. */
  async function page(address) {
    const given = await answer(address);
    if (!given?.headers.get("Content-Type").startsWith("text/html")) return given;
    const headers = new Headers(given.headers);
    const text = (await given.text()).replace("<html ", `<html data-ec-kept="${headers.get(KEPT_AT)}" `);
    headers.delete("Content-Length");
    return new Response(text, { headers });
  }

  globalThis.ecVault = {
    CHUNK, count, parseRange, pathOf, seal, open, sealJson, openJson, importKey, get, all, put, keep, drop,
    clear, change, of, currentKey, putChunk, putResource, dropResource, resourcesIn,
    goodHere, isGood, paths, dropFolder, keepWhole, answer, otherCopy, page,
  };
})();
