// Preloaded into local-slack 0.1.8, so that the demo keeps Slack's word where that one differs:
// it listens on this machine only; a modal keeps its id and what was typed while it is updated;
// updating a closed modal fails; inputs nobody touched submit their initial value; buttons in a
// modal reach the bot, and choices that it wants to hear of; long drafts get a box with lines; uploaded pictures are drawn; a modal takes a file.
// tests/demo/test_shim.py holds all of it.

import { createHmac } from "node:crypto";
import { EventEmitter } from "node:events";

import { initialValue, patched } from "./page.js";

let store = null; // local-slack's own state
let click = null; // the view of a button that was just pressed

const modal = () => store.modalStack.at(-1);

// An update makes a new view there; in Slack it stays the view it was.
function keepIdentity(updateView) {
  return (id, view) => {
    const target = id ? store.modalStack.find((open) => open.id === id) : modal();
    if (!target) return;
    const { id: same, root_view_id, previous_view_id } = target;
    Object.assign(view, { id: same, root_view_id, previous_view_id });
    updateView(same, view);
  };
}

const { setMaxListeners } = EventEmitter.prototype;
EventEmitter.prototype.setMaxListeners = function (count) {
  if ("modalStack" in this) {
    store = this;
    store.updateView = keepIdentity(store.updateView.bind(store));
  }
  return setMaxListeners.call(this, count);
};

function filled(view, typed) {
  const values = {};
  for (const block of view?.blocks ?? []) {
    if (block.type !== "input") continue;
    const { action_id } = block.element;
    const value = typed?.[block.block_id]?.[action_id] ?? initialValue(block.element);
    values[block.block_id] = { [action_id]: value };
  }
  return values;
}

// What the page sends, as Slack would have sent it; null is for nobody else.
function fromPage(raw) {
  const message = JSON.parse(raw);
  const view = modal();
  if (message.t === "view_close" && store.modalStack.length > 1) {
    store.popView(); // there, closing one closes all
    return null;
  }
  if (message.t === "view_submit") {
    message.values = filled(view, message.values);
  } else if (message.t === "modal_action" && view) {
    click = { ...view, state: { values: filled(view, message.values) } };
    Object.assign(message, { t: "block_action", channel: "", messageTs: "" });
  }
  return JSON.stringify(message);
}

function pressed(payload) {
  const { channel, message, response_url, ...rest } = payload;
  const view = click;
  click = null;
  return { ...rest, view, container: { type: "view", view_id: view.id } };
}

function toBot(raw) {
  const envelope = JSON.parse(raw);
  if (!click || envelope.payload?.type !== "block_actions") return raw;
  return JSON.stringify({ ...envelope, payload: pressed(envelope.payload) });
}

const { fetch } = globalThis;
globalThis.fetch = (url, request) => {
  const form = new URLSearchParams(click && request?.body);
  if (!form.has("payload")) return fetch(url, request);
  const body = `payload=${encodeURIComponent(JSON.stringify(pressed(JSON.parse(form.get("payload")))))}`;
  const time = request.headers["X-Slack-Request-Timestamp"];
  const sign = createHmac("sha256", store.primaryApp().signingSecret).update(`v0:${time}:${body}`);
  const headers = { ...request.headers, "X-Slack-Signature": `v0=${sign.digest("hex")}` };
  return fetch(url, { ...request, headers, body });
};

async function isClosed(request) {
  const text = await request.clone().text();
  const json = request.headers.get("content-type")?.includes("json");
  const id = json ? JSON.parse(text).view_id : new URLSearchParams(text).get("view_id");
  return !store.modalStack.some((view) => view.id === id);
}

function relay(websocket) {
  return {
    ...websocket,
    open(ws) {
      const send = ws.send.bind(ws);
      if (ws.data.kind === "socket") ws.send = (raw) => send(toBot(raw));
      websocket.open(ws);
    },
    message(ws, raw) {
      const said = ws.data.kind === "ui" ? fromPage(String(raw)) : raw;
      if (said !== null) websocket.message(ws, said);
    },
  };
}

// What the bot uploaded, for the page: Slack shows it to whoever may read the message.
function picture(id) {
  const file = store.files.get(id);
  return file?.path ? new Response(Bun.file(file.path)) : new Response("", { status: 404 });
}

// What somebody chose in a modal: in Slack it is in no conversation either.
async function filed(request) {
  const form = await request.formData();
  const given = form.get("file");
  const { file } = store.files.create({ name: given.name, user: form.get("user") });
  await store.files.write(file, given);
  return Response.json({ id: file.id });
}

const serve = Bun.serve;
let page = null;
Bun.serve = (options) =>
  serve({
    ...options,
    hostname: "127.0.0.1",
    websocket: relay(options.websocket),
    async fetch(request, server) {
      const { pathname } = new URL(request.url);
      if (pathname === "/_control/shim") return Response.json({}, { status: store ? 200 : 503 });
      if (pathname === "/api/views.update" && (await isClosed(request)))
        return Response.json({ ok: false, error: "not_found" });
      if (pathname === "/_control/file") return filed(request);
      if (pathname.startsWith("/_control/picture/")) return picture(pathname.split("/").at(-1));
      const answer = await options.fetch(request, server);
      if (pathname !== "/" && !pathname.startsWith("/archives/")) return answer;
      page ??= patched(await answer.text());
      return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
    },
  });
