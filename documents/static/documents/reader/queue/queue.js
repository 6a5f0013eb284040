/**
 * The list of acts on marks that the server has not confirmed yet: pure rules.
 *
 * An operation is {key, kind, mark, id, body, tries, state, reason}: `kind` create, change or
 * remove; `mark` the client_id it is about; `state` waiting, sending or refused.
 */

/** An act with a later change in it. */
function withChange(operation, change) {
  const body = { ...operation.body, ...change };
  // The text that was changed is the one the server has, not one that never left the tablet.
  if (operation.kind === "create") delete body.body_before;
  else if ("body_before" in operation.body) body.body_before = operation.body.body_before;
  return { ...operation, body };
}

const anew = (operation) => ({ ...operation, state: "waiting", reason: "" });

/**
 * What was refused with a later change in it. A change goes under the key of the later one: another tab may have had it
 * taken meanwhile, and a key that was taken once never takes another body. A creation keeps its own: the mark has no other.
 */
function refusedWith(refused, { key, body }) {
  const again = anew(withChange(refused, body));
  return refused.kind === "create" ? again : { ...again, key, tries: 0 };
}

/**
 * Add an operation, folding it into one not yet sent about the same mark. What was refused is sent
 * again with what was changed: behind it the change would never be sent. Answers a new list.
 */
export function enqueue(operations, operation) {
  const untouched = (other) =>
    other.mark === operation.mark && other.state === "waiting" && other.tries === 0;
  const isRefused = (other) => other.mark === operation.mark && other.state === "refused";
  if (operation.kind === "change") {
    const at = operations.findLastIndex(
      (other) => other.kind !== "remove" && (untouched(other) || isRefused(other)),
    );
    const before = operations[at];
    if (before?.state === "refused") return operations.with(at, refusedWith(before, operation));
    if (before) return operations.with(at, withChange(before, operation.body));
  }
  if (operation.kind === "remove") {
    const neverSent = operations.some((other) => untouched(other) && other.kind === "create");
    const refused = operations.some(
      (other) =>
        other.mark === operation.mark && other.kind === "create" && other.state === "refused",
    );
    const others = operations.filter(
      (other) => other.mark !== operation.mark || (other.kind === "create" && !untouched(other)),
    );
    if (neverSent) return others;
    if (refused) return operations.filter((other) => other.mark !== operation.mark);
    return [...others, operation];
  }
  return [...operations, operation];
}

/** The next operation to send: the first waiting one whose mark has nothing before it. */
export function nextToSend(operations) {
  const blocked = new Set();
  for (const operation of operations) {
    if (operation.state === "waiting" && !blocked.has(operation.mark)) return operation;
    blocked.add(operation.mark);
  }
  return null;
}

/** What an answer means: "done", "later" (keep and try again) or "refused" (keep and say why). */
export function meaningOf(kind, status) {
  if (status >= 200 && status < 300) return "done";
  if (kind === "remove" && (status === 404 || status === 410)) return "done";
  if (status === 0 || status === 401 || status === 408 || status === 425 || status === 429) {
    return "later";
  }
  if (status >= 500) return "later";
  return "refused";
}

/** The list after an answer. `id` is the mark's id on the server, once known. */
export function settle(operations, key, { meaning, id = null, reason = "" }) {
  const settled = operations.find((operation) => operation.key === key);
  if (!settled) return operations;
  if (meaning === "done") {
    return operations
      .filter((operation) => operation.key !== key)
      .map((operation) =>
        operation.mark === settled.mark && id !== null ? { ...operation, id } : operation,
      );
  }
  if (meaning !== "refused") {
    return operations.map((operation) =>
      operation.key === key ? { ...operation, state: "waiting" } : operation,
    );
  }
  return refusedAt(operations, settled, reason);
}

/** What was done to the mark while the refused act was under way goes with it, or takes it away. */
function refusedAt(operations, settled, reason) {
  const behind = operations.filter(({ key, mark }) => mark === settled.mark && key !== settled.key);
  const others = operations.filter((operation) => !behind.includes(operation));
  if (settled.kind === "create" && behind.some(({ kind }) => kind === "remove")) {
    return others.filter((operation) => operation !== settled);
  }
  const refused = { ...settled, state: "refused", reason };
  const next = behind.reduce(refusedWith, refused);
  return others.map((operation) => (operation === settled ? next : operation));
}

/** Marks as they look with the operations applied over what the server said. */
export function applied(mark, operations) {
  let result = mark;
  for (const operation of operations) {
    if (operation.kind === "remove") result = null;
    else if (operation.kind === "create") result = { ...operation.body, ...result };
    else if (result) result = { ...result, ...operation.body };
  }
  return result;
}
