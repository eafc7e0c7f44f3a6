// Preloaded into local-slack 0.1.8, so that the demo keeps Slack's word where that one differs:
// it listens on this machine only; a modal keeps its id and what was typed while it is updated;
// updating a closed modal fails; inputs nobody touched submit their initial value; buttons in a
// modal reach the bot; long drafts get a box with lines. tests/demo/test_shim.py holds all of it.

const LOOPBACK = "127.0.0.1";

let stack = []; // the open modals, as local-slack knows them
const slackIds = new Map(); // local-slack's id of a view → the id that Slack would keep
let answered = false; // the bot just answered a submission with an update
let click = null; // a button in a modal that was just pressed

const slackId = (id) => slackIds.get(id) ?? id;
const openView = (id) => stack.find((view) => slackId(view.id) === slackId(id));
const renamed = (view) => ({
  ...view,
  id: slackId(view.id),
  root_view_id: slackId(view.root_view_id),
});

// local-slack makes a new view of every update; `next` is its stack after one.
function track(next) {
  next.forEach((view, i) => {
    const before = stack[i];
    if (!before || before.id === view.id || slackIds.has(view.id)) return;
    const opened = view.root_view_id === view.id && !answered;
    if (!opened) slackIds.set(view.id, slackId(before.id));
  });
  answered = false;
  stack = next;
}

function initialValue(element) {
  switch (element.type) {
    case "plain_text_input":
      return { type: element.type, value: element.initial_value ?? null };
    case "checkboxes":
      return { type: element.type, selected_options: element.initial_options ?? [] };
    case "datepicker":
      return { type: element.type, selected_date: element.initial_date ?? null };
    default:
      return { type: element.type, selected_option: element.initial_option ?? null };
  }
}

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

function toPage(raw) {
  const message = JSON.parse(raw);
  if (message.t === "view") {
    track(message.stack);
    message.stack = message.stack.map(renamed);
  } else if (message.t === "init") {
    track(message.state.modalStack);
    message.state.modalStack = message.state.modalStack.map(renamed);
  }
  return JSON.stringify(message);
}

function fromPage(raw) {
  const message = JSON.parse(raw);
  if (message.t === "view_submit") {
    message.values = filled(stack.at(-1), message.values);
  } else if (message.t === "modal_action" && stack.length) {
    click = { ...renamed(stack.at(-1)), state: { values: filled(stack.at(-1), message.values) } };
    Object.assign(message, { t: "block_action", channel: "", messageTs: "" });
  }
  return JSON.stringify(message);
}

function toBot(raw) {
  const envelope = JSON.parse(raw);
  const { payload } = envelope;
  if (payload?.type === "block_actions" && click) {
    payload.view = click;
    payload.container = { type: "view", view_id: click.id };
    delete payload.channel;
    delete payload.message;
    delete payload.response_url;
    click = null;
  } else if (payload?.view) {
    payload.view = renamed(payload.view);
  }
  return JSON.stringify(envelope);
}

const isUpdate = (answer) => answer?.response_action === "update";

function fromBot(raw) {
  if (isUpdate(JSON.parse(raw).payload)) answered = true;
  return raw;
}

async function updateView(request, server, inner) {
  const json = (request.headers.get("content-type") ?? "").includes("json");
  const text = await request.text();
  const body = json ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
  const target = openView(body.view_id);
  if (!target) return Response.json({ ok: false, error: "not_found" });
  body.view_id = target.id;
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  const sent = json ? JSON.stringify(body) : new URLSearchParams(body).toString();
  const answer = await inner(new Request(request.url, { method: "POST", headers, body: sent }), server);
  const said = await answer.json();
  return Response.json(said.view ? { ...said, view: renamed(said.view) } : said);
}

const PAGE = [
  ["<title>local-slack</title>", "<title>Brightwater · Checkpost demo</title>"],
  ["try /echo hi", "try /checkpost"],
  // Inputs show their initial value: text, selects, boxes.
  ["get:(R,L)=>{var P;return(P=g[R])==null?void 0:P[L]}", "get:(R,L)=>g[R]?.[L]??initialOf(m,R,L)"],
  // Buttons and menus in a modal act.
  ["ctx:{input:C}", "ctx:{input:C,onAction:x=>modalAction(x,g,a)}"],
  // Several lines are written in a box.
  ['f.jsx("input",{className:"bk-plain-input",placeholder', 'f.jsx(l.multiline?"textarea":"input",{rows:5,className:"bk-plain-input",placeholder'],
  ["<script type=\"module\"", `<script>
    ${initialValue}
    const initialOf = (view, block, action) => {
      const found = view?.blocks.find((b) => b.block_id === block && b.element?.action_id === action);
      return found && initialValue(found.element);
    };
    const socket = new WebSocket("ws://" + location.host + "/ui");
    const modalAction = (action, values, user) =>
      socket.send(JSON.stringify({ t: "modal_action", user, action, values }));
    </script><style>textarea.bk-plain-input { max-width: 100%; resize: vertical; } .modal-body { overflow-wrap: anywhere; }</style><script type="module"`],
];

function patched(page) {
  return PAGE.reduce((text, [from, to]) => {
    if (!text.includes(from)) console.error(`shim: the page no longer holds ${from.slice(0, 40)}`);
    return text.replace(from, () => to);
  }, page);
}

function relay(websocket) {
  const kinds = { ui: [toPage, fromPage], socket: [toBot, fromBot] };
  return {
    ...websocket,
    open(ws) {
      const send = ws.send.bind(ws);
      const [outward] = kinds[ws.data.kind];
      ws.send = (raw) => send(outward(raw));
      websocket.open(ws);
    },
    message(ws, raw) {
      const [, inward] = kinds[ws.data.kind];
      websocket.message(ws, inward(String(raw)));
    },
  };
}

const realFetch = globalThis.fetch;
globalThis.fetch = async (...call) => {
  const answer = await realFetch(...call);
  if (isUpdate(await answer.clone().json().catch(() => null))) answered = true;
  return answer;
};

const realServe = Bun.serve;
let page = null;
Bun.serve = (options) => {
  const inner = options.fetch;
  const server = realServe({
    ...options,
    hostname: LOOPBACK,
    websocket: relay(options.websocket),
    async fetch(request, self) {
      const { pathname } = new URL(request.url);
      if (pathname === "/_control/shim") return Response.json({ ok: true });
      if (pathname === "/api/views.update") return updateView(request, self, inner);
      const answer = await inner(request, self);
      if (pathname !== "/" && !pathname.startsWith("/archives/")) return answer;
      page ??= patched(await answer.text());
      return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
    },
  });
  new WebSocket(`ws://${LOOPBACK}:${server.port}/ui`); // so that modals are known without a page
  return server;
};
