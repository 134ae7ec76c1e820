// Fields of the page and the values of operations: how one becomes the other, by the kind that `data-type` names.

const number = (text) => (text.trim() === "" ? null : Number(text));
const inputsOf = (field) => [...field.closest("[data-set]").querySelectorAll("input")];

const READ = {
  text: (field) => ({ text: field.value }),
  bool: (field) => field.checked,
  option: (field) => field.value || null,
  number: (field) => number(field.value),
  mark: (field) => ({ person: field.dataset.person, mark: number(field.value) }),
  hands: (field) => inputsOf(field).map((input) => number(input.value) ?? 0),
  votes: (field) => {
    const inputs = inputsOf(field);
    if (inputs.every((input) => input.value === "")) return null;
    return Object.fromEntries(inputs.map((input) => [input.name, number(input.value) ?? 0]));
  },
};

const WRITE = {
  text: (field, value) => { field.value = value.text; },
  bool: (field, value) => { field.checked = value; },
  option: (field, value) => { field.value = value ?? ""; },
  number: (field, value) => { field.value = value ?? ""; },
  mark: (field, value) => { field.value = value.mark ?? ""; },
  hands: (field, value) => inputsOf(field).forEach((input, place) => { input.value = value[place] || ""; }),
  votes: (field, value) => inputsOf(field).forEach((input) => { input.value = value?.[input.name] ?? ""; }),
};

function placeOf(element) {
  const { entry, kind } = element.closest("[data-entry]").dataset;
  return { entry, kind };
}

function operationOf(field) {
  const { field: name, type, person, version } = field.dataset;
  return { ...placeOf(field), field: name, value: READ[type](field), person, base: type === "text" ? Number(version) : null };
}

function fieldOf(root, operation) {
  const entry = `[data-entry="${CSS.escape(operation.entry)}"]`;
  const person = operation.value?.person ? `[data-person="${CSS.escape(operation.value.person)}"]` : "";
  const field = `[data-field="${CSS.escape(operation.field)}"]${person}`;
  return root.querySelector(`${entry} ${field}, ${entry}${field}`);
}

// A row that exists on this device only, until its first words are sent.
function newRow(root, kind, uid) {
  const blank = root.querySelector(`template[data-blank="${kind}"]`);
  const row = blank?.content.firstElementChild.cloneNode(true);
  if (!row) return null;
  row.dataset.key = row.dataset.entry = uid;
  row.dataset.local = "";
  root.querySelector(`[data-list="${kind}"]`).append(row);
  return row;
}
