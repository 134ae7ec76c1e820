// The grid of sheets: a digit fills a cell and goes on to the next, arrows go anywhere, Backspace goes back.

function setUpGrid(root) {
  root.addEventListener("focusin", ({ target }) => { if (target.matches("[data-cell]")) target.select(); });
  root.addEventListener("beforeinput", (event) => {
    if (event.target.matches("[data-cell]") && event.data && !/[1-5]/.test(event.data.slice(-1))) event.preventDefault();
  });
  root.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-cell]")) return;
    target.value = target.value.match(/[1-5](?=[^1-5]*$)/)?.[0] ?? "";
    if (target.value) neighbour(root, target, 1)?.focus();
  }, { capture: true });
  root.addEventListener("keydown", (event) => {
    if (!event.target.matches("[data-cell]")) return;
    const row = event.target.closest("tr").querySelectorAll("[data-cell]").length;
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, Enter: row, ArrowUp: -row };
    const isEmptied = event.key === "Backspace" && event.target.value === "";
    const step = isEmptied ? -1 : steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    neighbour(root, event.target, step)?.focus();
  });
}

function neighbour(root, cell, step) {
  const cells = [...root.querySelectorAll("[data-cell]")];
  return cells[cells.indexOf(cell) + step];
}
