// Operations that the server has not answered yet: in memory, with a copy in the browser's storage, sent in order.
// Another place to keep them (IndexedDB) needs other `load` and `save`, and nothing else.

const SEND_AT_MOST = 20;
const TIMEOUT = 15_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const TYPING_PAUSE = 500;

// crypto.randomUUID exists on secure pages only; a tablet in a school may come by plain http.
function newUid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

class Outbox {
  constructor(root, { changed, answered, turnedAway }) {
    this.root = root;
    this.changed = changed;
    this.answered = answered;
    this.turnedAway = turnedAway;
    this.prefix = `eventhub:recording:${root.dataset.group}:`;
    this.device = this.ownName();
    this.operations = this.load();
    this.added = 0;
    this.failures = 0;
    this.savedAt = null;
    this.isSending = false;
    this.timer = 0;
    addEventListener("online", () => this.sendSoon(0));
    if (this.operations.length) this.sendSoon(0);
  }

  // A name per tab: two tabs are two devices, so that neither takes the other's text for its own.
  ownName() {
    try {
      const known = sessionStorage.getItem("eventhub:device") ?? newUid();
      sessionStorage.setItem("eventhub:device", known);
      return known;
    } catch {
      return newUid();
    }
  }

  // What a closed tab, or a tablet that was switched off, left behind is taken over; sent twice, it counts once.
  load() {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
      const found = keys.flatMap((key) => JSON.parse(localStorage.getItem(key)) ?? []);
      keys.forEach((key) => localStorage.removeItem(key));
      const operations = [...new Map(found.map((operation) => [operation.uid, operation])).values()];
      if (operations.length) localStorage.setItem(this.prefix + this.device, JSON.stringify(operations));
      return operations.sort((one, other) => one.device_at.localeCompare(other.device_at));
    } catch {
      return [];
    }
  }

  save() {
    try {
      if (this.operations.length) localStorage.setItem(this.prefix + this.device, JSON.stringify(this.operations));
      else localStorage.removeItem(this.prefix + this.device);
    } catch {
      // No storage: the queue in memory still holds everything while the page is open.
    }
    this.changed();
  }

  get waiting() {
    return this.operations.filter((operation) => !operation.words);
  }

  get refused() {
    return this.operations.filter((operation) => operation.words);
  }

  // A change of something not yet sent replaces it; one of something under way follows it.
  add({ kind, entry, field, value, person = "", base = null }, pause = TYPING_PAUSE) {
    const key = [kind, entry, field, person].join(" ");
    const same = this.operations.filter((operation) => operation.key === key);
    const unsent = same.find((operation) => !operation.isTried && !operation.words && !operation.value?.seen);
    const device_at = new Date().toISOString();
    this.operations = this.operations.filter((operation) => operation.key !== key || !operation.words);
    if (unsent && !value?.seen) {
      Object.assign(unsent, { value, device_at });
    } else {
      const isAfter = same.some((operation) => !operation.words);
      const base_version = isAfter && value?.text !== undefined ? "after" : base;
      this.operations.push({ uid: newUid(), key, kind, entry, field, value, base_version, device: this.device, device_at });
    }
    this.added += 1;
    this.save();
    this.sendSoon(pause);
  }

  sendSoon(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  async send() {
    if (this.isSending) return;
    const batch = this.waiting.filter((operation) => operation.base_version !== "after").slice(0, SEND_AT_MOST);
    if (!batch.length) return;
    this.isSending = true;
    batch.forEach((operation) => { operation.isTried = true; });
    this.save();
    const isTaken = await this.deliver(batch);
    this.isSending = false;
    this.failures = isTaken ? 0 : this.failures + 1;
    this.save();
    if (this.waiting.length) this.sendSoon(isTaken ? 0 : this.pause());
  }

  pause() {
    return Math.min(FIRST_PAUSE * 2 ** (this.failures - 1), LONGEST_PAUSE) * (0.75 + Math.random() / 2);
  }

  async deliver(batch) {
    try {
      const response = await fetch(this.root.dataset.operations, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.root.dataset.csrf },
        body: JSON.stringify({ operations: batch.map(({ key, isTried, words, ...operation }) => operation) }),
        signal: AbortSignal.timeout(TIMEOUT),
      });
      if (!response.headers.get("Content-Type")?.startsWith("application/json")) {
        if (response.redirected || response.status < 500) await this.turnedAway();
        return false;
      }
      const { answers, words } = await response.json();
      if (response.status === 400) batch.forEach((operation) => { operation.words = words; });
      for (const answer of answers) this.settle(answer);
      if (answers.length) this.savedAt = new Date();
      return response.status < 500;
    } catch {
      return false;
    }
  }

  settle(answer) {
    const operation = this.operations.find(({ uid }) => uid === answer.uid);
    if (!operation) return;
    const isStale = answer.result !== "applied";
    const follower = this.operations.find(({ key, base_version }) => key === operation.key && base_version === "after");
    if (follower) follower.base_version = isStale ? operation.base_version : answer.version;
    if (answer.result === "refused") operation.words = answer.words;
    else this.operations = this.operations.filter(({ uid }) => uid !== answer.uid);
    this.answered(operation, answer);
  }

  // What was refused goes out once more, as new operations; a record may have been reopened meanwhile.
  tryAgain() {
    for (const operation of this.refused) Object.assign(operation, { words: undefined, isTried: false, uid: newUid() });
    this.save();
    this.sendSoon(0);
  }

  forgetRefused() {
    this.operations = this.waiting;
    this.save();
  }
}
