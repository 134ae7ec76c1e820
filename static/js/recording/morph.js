// Brings a part of the page up to date with a fresh copy of it: what is the same stays, with its focus and its caret.

function morph(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (old instanceof HTMLTemplateElement) old.innerHTML = fresh.innerHTML;
  else if (!(old instanceof HTMLTextAreaElement)) morphChildren(old, fresh);
  if (old.dataset?.field) morphValue(old, fresh);
}

function morphValue(old, fresh) {
  if (old.type === "checkbox") old.checked = fresh.checked;
  else if (old.value !== fresh.value) old.value = fresh.value;
}

function morphChildren(old, fresh) {
  const byKey = new Map([...old.children].filter((child) => child.dataset.key).map((child) => [child.dataset.key, child]));
  const wanted = new Set([...fresh.children].map((child) => child.dataset.key));
  let here = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const key = child.dataset?.key;
    const match = key ? byKey.get(key) : nextLike(here, child);
    if (!match) {
      old.insertBefore(document.importNode(child, true), here);
      continue;
    }
    // What stands before it and is wanted no more goes, so that it need not move: moving would take the focus away.
    while (here && here !== match && !(here.dataset?.key && wanted.has(here.dataset.key))) here = dropped(here);
    if (here === match) here = match.nextSibling;
    else old.insertBefore(match, here);
    update(match, child);
  }
  while (here) here = dropped(here);
}

// The next node that may become this one: of the same kind and without a key of its own.
function nextLike(from, child) {
  let node = from;
  while (node && node.nodeType === child.nodeType && node.dataset?.local !== undefined) node = node.nextSibling;
  return node && node.nodeName === child.nodeName && !node.dataset?.key ? node : null;
}

function update(match, child) {
  if (match.nodeType === Node.ELEMENT_NODE) morph(match, child);
  else if (match.nodeValue !== child.nodeValue) match.nodeValue = child.nodeValue;
}

// A row that nobody else knows yet stays.
function dropped(node) {
  const next = node.nextSibling;
  if (node.dataset?.local === undefined) node.remove();
  return next;
}
