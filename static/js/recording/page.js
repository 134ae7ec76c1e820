// Puts the parts together: typing becomes operations, answers become what is shown.

const root = document.querySelector("#record");
const savedLine = document.querySelector("[data-saved]");
let isTurnedAway = false;

const outbox = new Outbox(root, {
  changed: () => show(),
  answered: (operation, answer) => {
    isTurnedAway = false;
    const field = fieldOf(root, operation);
    if (field && answer.result === "applied" && answer.version !== undefined) field.dataset.version = answer.version;
    refresher.soon();
  },
  turnedAway: async () => { isTurnedAway = !(await refresher.renewToken()); },
});
const refresher = new Refresher(root, outbox, () => { layOver(); show(); });

function show() {
  showSaved(savedLine, outbox, isTurnedAway);
  for (const button of document.querySelectorAll("[data-when-saved]")) button.disabled = outbox.waiting.length > 0;
}

// Whatever waits on this device is shown over what the server knows, also after the page was opened anew.
function layOver() {
  for (const operation of outbox.operations) {
    if (operation.value?.seen) continue;
    if (!root.querySelector(`[data-entry="${CSS.escape(operation.entry)}"]`)) {
      const row = newRow(root, operation.kind, operation.entry);
      if (row) delete row.dataset.local;
    }
    const field = fieldOf(root, operation);
    if (field) WRITE[field.dataset.type](field, operation.value);
  }
}

function record(field) {
  const row = field.closest("[data-local]");
  if (!row) return outbox.add(operationOf(field), field.matches("textarea, input[type=text]") ? TYPING_PAUSE : 100);
  const words = row.querySelector('[data-field="text"]');
  if (!words.value.trim()) return undefined;
  delete row.dataset.local; // its first words: now it exists, with all that was chosen before
  outbox.add(operationOf(words));
  for (const other of row.querySelectorAll("[data-field]")) {
    const isChosen = other.type === "checkbox" ? other.checked : other.value;
    if (other !== words && isChosen) outbox.add(operationOf(other));
  }
  return undefined;
}

root.addEventListener("input", ({ target }) => { if (target.dataset.field) record(target); });
root.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if (button.dataset.act) act(button);
  else if (button.dataset.choose !== undefined) choose(button);
  else if (button.dataset.add) add(button);
  else if (button.dataset.step) step(button);
  else if (button.dataset.all) unanimous(button);
  else if (button.dataset.discard !== undefined) button.closest("[data-local]")?.remove();
});

function act(button) {
  const row = button.closest("[data-entry]");
  if (row.dataset.local !== undefined) return row.remove();
  outbox.add({ ...placeOf(button), field: button.dataset.act, value: JSON.parse(button.dataset.value) }, 0);
  if (button.dataset.act === "withdrawn") row.hidden = true;
  return undefined;
}

function choose(button) {
  const { fieldName: field, choose: text, seen, version } = button.dataset;
  outbox.add({ ...placeOf(button), field, value: { text, seen: JSON.parse(seen) }, base: Number(version) }, 0);
}

function add(button) {
  const row = newRow(root, button.dataset.add, newUid());
  const kind = row.querySelector('[data-field="kind"]');
  if (kind && button.dataset.with) kind.value = button.dataset.with;
  row.querySelector("textarea").focus();
}

function step(button) {
  const input = button.closest(".counter").querySelector("input");
  const value = (Number(input.value) || 0) + Number(button.dataset.step);
  input.value = Math.min(Math.max(value, 0), Number(input.max || Infinity));
  record(input);
}

function unanimous(button) {
  const inputs = [...button.closest("[data-set]").querySelectorAll("input")];
  for (const input of inputs) input.value = input.name === "for" ? button.dataset.all : 0;
  record(inputs[0]);
}

savedLine.querySelector("[data-again]").addEventListener("click", () => outbox.tryAgain());
savedLine.querySelector("[data-forget]").addEventListener("click", () => { outbox.forgetRefused(); refresher.now(); });
addEventListener("online", show);
addEventListener("offline", show);
addEventListener("beforeunload", (event) => {
  // Everything is in the browser's storage; only where that is closed to us something could be lost.
  if (outbox.waiting.length && !isKept()) event.preventDefault();
});

function isKept() {
  try {
    return localStorage.getItem(outbox.prefix + outbox.device) !== null;
  } catch {
    return false;
  }
}

setUpGrid(root);
layOver();
show();
document.querySelector(".room-steps [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
document.documentElement.dataset.recording = "ready";
