// The honest line: saved, on its way, waiting, or not taken.

const plural = new Intl.PluralRules(document.documentElement.lang);

function counted(line, name, count) {
  const form = plural.select(count);
  const words = line.dataset[`${name}-${form}`.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase())];
  return (words ?? line.dataset[`${name}Many`]).replace("#", count);
}

function showSaved(line, outbox, isTurnedAway) {
  const waiting = outbox.waiting.length;
  const time = outbox.savedAt?.toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
  let words = time ? line.dataset.saved.replace("#", time) : line.dataset.untouched;
  if (waiting && isTurnedAway) words = line.dataset.turnedAway;
  else if (waiting && !navigator.onLine) words = counted(line, "offline", waiting);
  else if (waiting && outbox.failures) words = counted(line, "waiting", waiting);
  else if (waiting) words = line.dataset.saving;
  const state = line.querySelector("[data-state]");
  if (state.textContent !== words) state.textContent = words;
  line.classList.toggle("saved-line--waiting", waiting > 0 && (outbox.failures > 0 || !navigator.onLine));
  showRefused(line, outbox.refused);
}

function showRefused(line, refused) {
  const box = line.querySelector("[data-refused]");
  box.hidden = refused.length === 0;
  const words = [...new Set(refused.map((operation) => operation.words))].join(" ");
  const typed = refused.map((operation) => operation.value?.text).filter(Boolean).map((text) => `“${text}”`).join(" ");
  box.querySelector("[data-words]").textContent = [words, typed].filter(Boolean).join(" ");
}
