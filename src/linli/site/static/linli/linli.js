// @ts-check
/* Small comforts. Every page works without this file. */

/** Counts characters as people do: an emoji is one. @param {string} text */
const length = (text) => [...text].length;

/** Shows how many characters are left under a text field. @param {HTMLTextAreaElement} field */
function count(field) {
  const limit = Number(field.dataset.counter);
  if (!limit) return;
  const line = document.createElement("p");
  line.className = "counter";
  field.after(line);
  const show = () => {
    const used = length(field.value);
    line.textContent = `${used.toLocaleString()} / ${limit.toLocaleString()}`;
    line.classList.toggle("counter-over", used > limit);
  };
  field.addEventListener("input", show);
  show();
}

/** Asks before what cannot be undone, and sends a form once only. @param {SubmitEvent} event */
function guard(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  const question = button?.dataset.confirm ?? form.dataset.confirm;
  if (form.dataset.sent || (question && !window.confirm(question))) {
    event.preventDefault();
    return;
  }
  if (form.method !== "post") return;
  form.dataset.sent = "yes";
  button?.setAttribute("aria-disabled", "true");
}

/** A page brought back by the back button may send its forms again. */
function release() {
  for (const form of document.querySelectorAll("form[data-sent]")) form.removeAttribute("data-sent");
  for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
}

/** Closes an open menu on Escape or a click elsewhere. @param {Event} event */
function closeMenus(event) {
  if (event instanceof KeyboardEvent && event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (event instanceof KeyboardEvent) menu.querySelector("summary")?.focus();
    else if (menu.contains(/** @type {Node} */ (event.target))) continue;
    menu.removeAttribute("open");
  }
}

for (const field of document.querySelectorAll("textarea[data-counter]")) {
  count(/** @type {HTMLTextAreaElement} */ (field));
}
for (const button of document.querySelectorAll("button[data-print]")) {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => window.print());
}
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break; // A page that did not come over HTTPS has none; the words can be selected.
  const words = button.getAttribute("data-copy") ?? "";
  button.removeAttribute("hidden");
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(words).then(() => {
      button.textContent = button.getAttribute("data-copied");
    });
  });
}
for (const waiting of document.querySelectorAll("[data-reload]")) {
  setTimeout(() => location.reload(), 1000 * Number(waiting.getAttribute("data-reload")));
}
document.addEventListener("submit", guard);
document.addEventListener("click", closeMenus);
document.addEventListener("keydown", closeMenus);
window.addEventListener("pageshow", release);
/** @type {HTMLElement | null} */ (
  // What was refused, else what is to be mended as a whole, else the first field to mend; the rows of a table that
  // are to be mended are no form that came back, and its page is read from the top.
  document.querySelector("#refusal") ??
    document.querySelector("main [role=alert][tabindex]") ??
    document.querySelector("main [aria-invalid=true]:not(.rows *)")
)?.focus();
