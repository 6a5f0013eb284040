// Tablets in one room, some of them drawing; one process, so that one clock measures all.
// Reads {port, cookie, csrf, room, tablets, drawing, rate, warm, seconds, pid} as JSON from its
// argument, prints one JSON line.
import fs from "node:fs";
import { performance } from "node:perf_hooks";

import WebSocket from "ws";

const set = JSON.parse(process.argv[2]);
const SEQ = Buffer.from('"seq":');
const drawnAt = [];
const drawnBy = [];
const took = [];
let expected = 0;
let seen = 0;
let twice = 0;
let counting = false;

const sleep = (ms) => new Promise((go) => setTimeout(go, ms));

/** A tablet: speaks Socket.IO 5 over a bare WebSocket, so that the client costs little. */
class Tablet {
  constructor(place) {
    this.place = place;
    this.last = new Set();
    this.socket = new WebSocket(
      `ws://127.0.0.1:${set.port}/socket.io/?EIO=4&transport=websocket`,
      { perMessageDeflate: false, headers: set.cookie ? { cookie: set.cookie } : {} },
    );
    this.joined = new Promise((resolve, reject) => {
      this.socket.on("error", reject);
      this.socket.on("close", () => reject(new Error("closed")));
      this.socket.on("message", (data) => this.#heard(data, resolve, reject));
    });
    this.joined.catch(() => {});
  }

  #heard(data, resolve, reject) {
    const kind = data.toString("latin1", 0, 2);
    if (kind[0] === "0") {
      this.socket.send(`40${JSON.stringify({ csrf: set.csrf })}`);
    } else if (kind[0] === "2") {
      this.socket.send("3");
    } else if (kind === "40") {
      this.socket.send(`421${JSON.stringify(["join", { room: set.room, after: null }])}`);
    } else if (kind === "43") {
      if (data.includes('"ok":true')) resolve();
      else reject(new Error(data.toString()));
    } else if (kind === "44") {
      reject(new Error(data.toString()));
    } else if (kind === "42") {
      this.#ink(data);
    }
  }

  #ink(data) {
    const now = performance.now();
    for (let at = data.indexOf(SEQ); at >= 0; at = data.indexOf(SEQ, at + 6)) {
      let seq = 0;
      for (let i = at + 6; i < data.length; i++) {
        const digit = data[i] - 48;
        if (digit === -16) continue; // a space
        if (digit < 0 || digit > 9) break;
        seq = seq * 10 + digit;
      }
      if (drawnBy[seq] === this.place) continue;
      if (this.last.has(seq)) {
        twice += 1;
        continue;
      }
      this.last.add(seq);
      if (drawnAt[seq] === undefined) continue;
      seen += 1;
      took.push(now - drawnAt[seq]);
    }
  }

  draw(seq) {
    const points = Array.from({ length: 4 }, (_, i) => [
      Number((100 + ((seq * 3 + i) % 400) * 1.1).toFixed(2)),
      Number((200 + ((seq * 5 + i) % 500) * 0.9).toFixed(2)),
      Number((0.3 + (i % 5) / 10).toFixed(2)),
    ]);
    const piece = { room: set.room, seq, stroke: `s-${this.place}`, page: 3, kind: "pen", color: "#1a2b3c", width: 2.5, from: seq, points, done: false };
    drawnBy[seq] = this.place;
    if (counting) {
      drawnAt[seq] = performance.now();
      expected += set.tablets - 1;
    }
    this.socket.send(`42${JSON.stringify(["ink", piece])}`);
  }
}

/** CPU seconds used so far by the server and its children (Linux). */
function serverSeconds() {
  const pids = [set.pid];
  let ticks = 0;
  for (let i = 0; i < pids.length; i++) {
    try {
      const stat = fs.readFileSync(`/proc/${pids[i]}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
      ticks += Number(stat[11]) + Number(stat[12]);
      for (const task of fs.readdirSync(`/proc/${pids[i]}/task`)) {
        const path = `/proc/${pids[i]}/task/${task}/children`;
        for (const child of fs.readFileSync(path, "utf8").split(" ")) {
          if (child.trim()) pids.push(Number(child));
        }
      }
    } catch {
      // ended meanwhile, or no /proc here
    }
  }
  return ticks / 100;
}

const percentile = (sorted, part) =>
  sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] : null;

const tablets = [];
for (let place = 0; place < set.tablets; place += 20) {
  const some = [];
  for (let i = place; i < Math.min(place + 20, set.tablets); i++) some.push(new Tablet(i));
  await Promise.all(some.map((tablet) => tablet.joined));
  tablets.push(...some);
}
await sleep(300);

const start = performance.now() + 50;
const end = start + (set.warm + set.seconds) * 1000;
let seq = 0;
let late = 0;
const pens = tablets.slice(0, set.drawing).map(async (tablet, i) => {
  for (let n = 0; ; n++) {
    const due = start + ((n + i / set.drawing) * 1000) / set.rate;
    if (due >= end) return;
    const wait = due - performance.now();
    if (wait > 0.3) await sleep(wait);
    if (counting) late = Math.max(late, performance.now() - due);
    tablet.draw(seq++);
  }
});
await sleep(start + set.warm * 1000 - performance.now());
counting = true;
const cpuBefore = serverSeconds();
const loadBefore = process.cpuUsage();
const from = performance.now();
await Promise.all(pens);
const window = (performance.now() - from) / 1000;
const cpu = ((serverSeconds() - cpuBefore) / window) * 100;
const load = process.cpuUsage(loadBefore);
for (let i = 0; i < 30 && seen < expected; i++) await sleep(100);
took.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    p99: percentile(took, 0.99),
    max: percentile(took, 1),
    expected,
    seen,
    twice,
    cpu,
    loadCpu: ((load.user + load.system) / 1e4 / window),
    late,
  }),
);
process.exit(0);
