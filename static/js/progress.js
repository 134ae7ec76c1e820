// Looks again every other second how far background work is, and goes where the work has led to once it has ended.
// Without this script the page has a link that does the same.
const EVERY_MILLISECONDS = 1500;

async function lookAgain() {
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const news = page.querySelector("[data-progress]");
    if (answer.redirected || !news) {
      window.location.replace(answer.url);
      return;
    }
    take(news);
  } catch {
    // No network for a moment: the next look may succeed.
  }
  window.setTimeout(lookAgain, EVERY_MILLISECONDS);
}

// A button that somebody is on stays as it is, so that no key press gets lost.
function take(news) {
  const shown = document.querySelector("[data-progress]");
  if (!shown.contains(document.activeElement)) {
    shown.replaceChildren(...news.childNodes);
  } else {
    shown.querySelectorAll("p, progress, svg").forEach((part, place) => {
      const same = news.querySelectorAll("p, progress, svg")[place];
      if (same) part.replaceWith(same.cloneNode(true));
    });
  }
}

window.setTimeout(lookAgain, EVERY_MILLISECONDS);
