// Saves a model while it is written, and counts its words. Without it the page works by its buttons.
const form = document.querySelector("[data-writing]");

if (form) {
  const line = form.querySelector("[data-saved]");
  const words = /[\p{L}\p{N}_][\p{L}\p{N}_'’-]*/gu;
  let timer = 0;
  let changes = 0;
  let isSending = false;

  const say = (text) => { line.textContent = text; };

  const count = (part) => {
    const place = part.querySelector("[data-words]");
    if (!place) return;
    const typed = [...part.querySelectorAll("textarea, input:not([type=hidden])")].map((field) => field.value).join(" ");
    const found = (typed.match(words) || []).length;
    const most = Number(part.querySelector("[data-most]")?.dataset.most || 0);
    place.textContent = found;
    part.classList.toggle("writing-part--long", most > 0 && found > most);
  };

  const showFaults = (faults) => {
    for (const part of form.querySelectorAll("[data-part]")) {
      part.querySelector("[data-fault]").textContent = faults[part.dataset.part] || "";
    }
  };

  const take = (answer) => {
    for (const [key, mark] of Object.entries(answer.seen)) {
      form.elements[`seen-${key}`].value = mark;
    }
    showFaults(answer.faults);
    say(answer.aside.length ? form.dataset.aside : answer.saved);
  };

  const save = async () => {
    if (isSending) return;
    isSending = true;
    const sent = changes;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      if (answer.ok) {
        take(await answer.json());
        changes -= sent;
      } else {
        say(form.dataset.refused);
      }
    } catch {
      say(form.dataset.failed);
      wait(10000);
    } finally {
      isSending = false;
    }
    if (changes > 0 && !timer) wait(1500);
  };

  const wait = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = 0; save(); }, milliseconds);
  };

  form.addEventListener("input", (event) => {
    changes += 1;
    const part = event.target.closest("[data-part]");
    if (part) count(part);
    say(form.dataset.waiting);
    wait(1500);
  });
  form.addEventListener("submit", () => { changes = 0; });
  addEventListener("beforeunload", (event) => { if (changes > 0) event.preventDefault(); });
  form.querySelectorAll("[data-part]").forEach(count);
}
