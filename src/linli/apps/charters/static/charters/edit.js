// @ts-check
/* While a charter is written, says what the check says of it. The page works without this file. */

const form = /** @type {HTMLFormElement} */ (document.getElementById("writing"));
const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("text"));
const live = /** @type {HTMLElement} */ (document.getElementById("live"));
const PAUSE = 600;
let timer = 0;
let asked = new AbortController();
let typed = false;

/** Which drawings are open, so that they stay so. */
const opened = () => new Map([...live.querySelectorAll("details[id]")].map((each) => [each.id, each.hasAttribute("open")]));

async function ask() {
  asked.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(form.dataset.live ?? "", { method: "POST", body: new FormData(form), signal: asked.signal });
    if (!answer.ok) return;
    const text = await answer.text();
    const were = opened();
    live.innerHTML = text;
    for (const [id, open] of were) document.getElementById(id)?.toggleAttribute("open", open);
  } catch {
    // A newer question has taken its place, or there is no network: what is shown stays.
  }
}

/** Sets the cursor at the beginning of a line. @param {number} number */
function goTo(number) {
  const before = field.value.split("\n").slice(0, number - 1).join("\n").length;
  const start = number > 1 ? before + 1 : 0;
  const end = field.value.indexOf("\n", start);
  field.focus();
  field.setSelectionRange(start, end < 0 ? field.value.length : end);
  field.scrollTop = Math.max(0, (number - 5) * Number.parseFloat(getComputedStyle(field).lineHeight));
}

field.addEventListener("input", () => {
  typed = true;
  window.clearTimeout(timer);
  timer = window.setTimeout(ask, PAUSE);
});
live.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest('a[href^="#L"]');
  if (!link) return;
  event.preventDefault();
  goTo(Number(link.getAttribute("href")?.slice(2)));
});
form.addEventListener("submit", () => {
  typed = false;
});
window.addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});
