// @ts-check
/* Passkeys: the browser asks in its own window, and its answer is put into the form and sent.
   A form says data-passkey="create" or "get", and where the server's question is: data-question, the id of a script
   of JSON in the page, or data-from, an address. Without this file, or a browser that can, such forms stay hidden. */

/** @param {string} text */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

/** @param {ArrayBuffer} buffer */
const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** The server's question, its texts made bytes. @param {any} question */
function read(question) {
  const key = { ...question.publicKey, challenge: bytes(question.publicKey.challenge) };
  if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (key[list]) key[list] = key[list].map((/** @type {any} */ one) => ({ ...one, id: bytes(one.id) }));
  }
  return key;
}

/** The browser's answer, its bytes made texts. @param {any} found */
function written(found) {
  /** @type {Record<string, any>} */
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (found.response[name]) response[name] = words(found.response[name]);
  }
  return {
    id: found.id,
    rawId: words(found.rawId),
    type: found.type,
    response,
    clientExtensionResults: found.getClientExtensionResults(),
  };
}

/** @param {HTMLFormElement} form */
async function question(form) {
  const { question: id, from } = form.dataset;
  if (id) return JSON.parse(document.getElementById(id)?.textContent ?? "");
  const answer = await fetch(from ?? "", { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options;
}

/** @param {HTMLFormElement} form */
async function ask(form) {
  const asked = await question(form);
  if (form.dataset.passkey !== "create") return navigator.credentials.get({ publicKey: read(asked) });
  const publicKey = read(asked.creation_options);
  // It shall do without a name and a password: kept on the device, and opened by finger, face or PIN.
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  };
  return navigator.credentials.create({ publicKey });
}

/** @param {HTMLFormElement} form */
function prepare(form) {
  const wrong = /** @type {HTMLElement | null} */ (form.querySelector("[data-passkey-wrong]"));
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("credential"));
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    if (field.value) return;
    event.preventDefault();
    event.stopPropagation();
    if (wrong) wrong.hidden = true;
    ask(form).then(
      (found) => {
        field.value = JSON.stringify(written(found));
        form.submit();
      },
      () => {
        if (wrong) wrong.hidden = false;
      },
    );
  });
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) prepare(/** @type {HTMLFormElement} */ (form));
  for (const line of document.querySelectorAll("[data-passkey-none]")) line.setAttribute("hidden", "");
}
