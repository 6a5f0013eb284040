// The peer: Node's Socket.IO server with the same rooms and the same gathering of ink per frame
// (the first message of a quiet room at once, then one frame per 16 ms). node ink_node.mjs PORT
import { Server } from "socket.io";

const PERIOD_MS = 16;
const io = new Server({ serveClient: false, transports: ["websocket"], perMessageDeflate: false });
const gathering = new Map();

function send(room, items) {
  const senders = new Set(items.map((item) => item.from));
  const to = senders.size === 1 ? io.to(room).except([...senders][0]) : io.to(room);
  to.emit("ink", { room, items });
  setTimeout(() => {
    const waiting = gathering.get(room);
    if (waiting.length === 0) {
      gathering.delete(room);
    } else {
      gathering.set(room, []);
      send(room, waiting);
    }
  }, PERIOD_MS);
}

io.on("connection", (socket) => {
  socket.on("join", ({ room }, answer) => {
    socket.join(room);
    answer({ ok: true, room, number: 0, missed: [], reset: false });
  });
  socket.on("ink", (data) => {
    const { room } = data;
    if (!socket.rooms.has(room)) return;
    const item = { from: socket.id, data };
    const waiting = gathering.get(room);
    if (waiting) {
      waiting.push(item);
    } else {
      gathering.set(room, []);
      send(room, [item]);
    }
  });
});

io.listen(Number(process.argv[2]), { host: "127.0.0.1" });
