"""How long a browser waits for an answer, in the hands of a test."""

HELD = """AbortSignal.timeout = () => {
  const one = new AbortController();
  (globalThis.ecPatience ??= []).push(one);
  return one.signal;
}"""
"""For `add_init_script`: who waits for an answer waits until the test says that it is too long."""

OVER = """() => {
  const all = (globalThis.ecPatience ?? []).splice(0);
  for (const one of all) one.abort(new DOMException("silence", "TimeoutError"));
  return all.length;
}"""
"""Too long; answers for how many."""
