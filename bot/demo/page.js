// What the demo changes in local-slack's page: each patch is a piece of the page and what stands
// there instead. tests/demo/test_shim.py fails when a new version no longer holds one of them.

// The value of an input that nobody touched, as Slack submits it.
export function initialValue(element) {
  switch (element.type) {
    case "plain_text_input":
      return { type: element.type, value: element.initial_value ?? null };
    case "checkboxes":
      return { type: element.type, selected_options: element.initial_options ?? [] };
    case "file_input":
      return { type: element.type, files: [] };
    case "datepicker":
      return { type: element.type, selected_date: element.initial_date ?? null };
    default:
      return { type: element.type, selected_option: element.initial_option ?? null };
  }
}

const STYLE = `
  .bk-text, .bk-context-text { white-space: pre-line; }
  .bk-context { flex-wrap: wrap; }
  .bk-overflow { width: 64px; }
  .bk-section:has(> .bk-overflow) { display: flex; align-items: center; gap: 8px; }
  textarea.bk-plain-input { max-width: 100%; resize: vertical; }
  .modal-body { overflow-wrap: anywhere; }
`;

const SCRIPT = `
  ${initialValue}
  const initialOf = (view, block, action) => {
    const found = view?.blocks.find((b) => b.block_id === block && b.element?.action_id === action);
    return found && initialValue(found.element);
  };
  const socket = new WebSocket("ws://" + location.host + "/ui");
  const modalAction = (action, values, user) =>
    socket.send(JSON.stringify({ t: "modal_action", user, action, values }));
  // A choice that the bot wants to hear of at once is told to it, with all that was typed.
  const picked = (view, block, action, value, typed, user) => {
    const found = view?.blocks.find((b) => b.block_id === block && b.dispatch_action);
    if (!found) return;
    const values = { ...typed, [block]: { ...typed[block], [action]: value } };
    modalAction({ ...value, action_id: action, block_id: block }, values, user);
  };
  const filed = async (file, user) => {
    const form = new FormData();
    form.append("user", user);
    form.append("file", file);
    const answer = await fetch("/_control/file", { method: "POST", body: form });
    return { type: "file_input", files: [await answer.json()] };
  };
  // A menu goes back to its dots, so that the same choice can be made twice.
  document.addEventListener("change", ({ target }) => {
    if (target.matches(".bk-overflow")) setTimeout(() => (target.value = ""));
  });
`;

const PATCHES = [
  ["<title>local-slack</title>", "<title>Brightwater · Checkpost demo</title>"],
  ['<script type="module"', `<style>${STYLE}</style><script>${SCRIPT}</script><script type="module"`],
  ["try /echo hi", "try /checkpost"],
  // Inputs show their initial value: text, selects, boxes.
  ["get:(R,L)=>{var P;return(P=g[R])==null?void 0:P[L]}", "get:(R,L)=>g[R]?.[L]??initialOf(m,R,L)"],
  [
    "set:(R,L,P)=>k(B=>({...B,[R]:{...B[R],[L]:P}}))",
    "set:(R,L,P)=>(k(B=>({...B,[R]:{...B[R],[L]:P}})),picked(m,R,L,P,g,a))",
  ],
  // Buttons and menus in a modal act.
  ["ctx:{input:C}", "ctx:{input:C,user:a,onAction:x=>modalAction(x,g,a)}"],
  // A file can be chosen in a modal.
  [
    'switch(l.type){case"plain_text_input"',
    'switch(l.type){case"file_input":return f.jsx("input",{type:"file",onChange:async x=>K.set(c,g,await filed(x.target.files[0],a.user))});case"plain_text_input"',
  ],
  // A direct conversation says with whom it is.
  [
    "const m=l.members.find(g=>!a.includes(g));return Bo(c,m)",
    'const m=l.members.find(g=>!a.includes(g));return"Checkpost · "+Bo(c,m)',
  ],
  // A picture that the bot uploaded is drawn.
  [
    'f.jsx("img",{src:l.image_url,alt:l.alt_text??""}),l.title',
    'f.jsx("img",{src:l.image_url??"/_control/picture/"+l.slack_file?.id,alt:l.alt_text??""}),l.title',
  ],
  // Several lines are written in a box.
  [
    'f.jsx("input",{className:"bk-plain-input",placeholder',
    'f.jsx(l.multiline?"textarea":"input",{rows:5,className:"bk-plain-input",placeholder',
  ],
];

export function patched(page) {
  return PATCHES.reduce((text, [from, to]) => {
    if (!text.includes(from)) console.error(`shim: the page no longer holds ${from.slice(0, 40)}`);
    return text.replace(from, () => to);
  }, page);
}
