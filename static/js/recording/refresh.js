// What other devices did appears by asking for the page again; unchanged, the answer is empty.

const POLL = 12_000;

class Refresher {
  constructor(root, outbox, shown) {
    this.root = root;
    this.outbox = outbox;
    this.shown = shown;
    this.timer = 0;
    setInterval(() => { if (!document.hidden) this.now(); }, POLL);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.now(); });
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), 200);
  }

  // Never while something waits to be sent: the fresh page would not know of it yet.
  async now() {
    const added = this.outbox.added;
    if (this.outbox.waiting.length) return;
    const fresh = await this.fetch({ "If-None-Match": `"${this.root.dataset.tag}"` });
    if (!fresh || this.outbox.waiting.length || added !== this.outbox.added) return;
    morph(this.root, fresh.querySelector("#record"));
    morph(document.querySelector(".room-head"), fresh.querySelector(".room-head"));
    this.shown();
  }

  async fetch(headers) {
    try {
      const response = await fetch(this.root.dataset.here + location.search, { headers, cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) });
      if (response.status !== 200) return null;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      return page.querySelector("#record") ? page : null;
    } catch {
      return null;
    }
  }

  // The sign-in has ended, or its token has changed: with a fresh token the outbox goes on by itself.
  async renewToken() {
    const fresh = await this.fetch({});
    if (fresh) this.root.dataset.csrf = fresh.querySelector("#record").dataset.csrf;
    return Boolean(fresh);
  }
}
