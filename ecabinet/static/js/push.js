/**
 * "Notify this device" on the page of preferences: asks the browser, and tells the server where it
 * listens. Texts: `notice-push-…`. `<section data-ec-push="KEY" data-url data-removal>`.
 */
import { request } from "ecabinet/http";
import { t } from "ecabinet/i18n";

const place = document.querySelector("[data-ec-push]");
const words = place.querySelector("[data-ec-push-words]");
const button = place.querySelector("[data-ec-push-button]");
const isPossible =
  globalThis.isSecureContext && "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;

/** The key as the browser wants it. */
function bytes(base64url) {
  const plain = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

async function subscription() {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return registration ? registration.pushManager.getSubscription() : null;
}

/** Made for another key it hears nothing of what this cabinet sends. */
function isOurs(found) {
  const key = new Uint8Array(found.options.applicationServerKey ?? []);
  const own = bytes(place.dataset.ecPush);
  return key.length === own.length && own.every((byte, index) => key[index] === byte);
}

/** The server may have forgotten it, or it was made in a sign-in before this one. */
async function tell(found) {
  const { endpoint, keys } = found.toJSON();
  await request("POST", place.dataset.url, { json: { endpoint, p256dh: keys.p256dh, auth: keys.auth } });
}

function say(key) {
  words.textContent = t(key);
}

function show(isOn) {
  say(isOn ? "notice-push-is-on" : "notice-push-is-off");
  button.textContent = t(isOn ? "notice-push-turn-off" : "notice-push-turn-on");
  button.dataset.on = isOn ? "yes" : "";
  button.hidden = false;
}

/** What the browser was told once it does not ask again: only its own settings change it. */
function showDenied() {
  say("notice-push-denied");
  button.hidden = Notification.permission === "denied";
}

async function turnOn() {
  if ((await Notification.requestPermission()) !== "granted") {
    showDenied();
    return;
  }
  await navigator.serviceWorker.register("/sw.js");
  const registration = await navigator.serviceWorker.ready;
  const before = await registration.pushManager.getSubscription();
  if (before && !isOurs(before)) await before.unsubscribe();
  const key = bytes(place.dataset.ecPush);
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  await tell(made);
  show(true);
}

async function turnOff() {
  const found = await subscription();
  if (found) {
    await request("POST", place.dataset.removal, { json: { endpoint: found.endpoint } });
    await found.unsubscribe();
  }
  show(false);
}

button.addEventListener("click", async () => {
  button.disabled = true;
  try {
    await (button.dataset.on ? turnOff() : turnOn());
  } catch {
    say("notice-push-failed");
  } finally {
    button.disabled = false;
  }
});

async function begin() {
  if (Notification.permission === "denied") {
    showDenied();
    return;
  }
  const found = await subscription();
  const isOn = Boolean(found) && isOurs(found);
  show(isOn);
  if (isOn) await tell(found).catch(() => say("notice-push-unsure"));
}

if (isPossible) await begin();
else say("notice-push-impossible");
