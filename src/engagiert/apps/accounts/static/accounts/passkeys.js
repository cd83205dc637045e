// Passkeys: the browser's dialogue between a form and the server. Without it the form stays hidden and another way
// stands beside it. Forms say what they want: data-passkey="create|get|login", data-options names the JSON.

const supported = window.PublicKeyCredential && navigator.credentials;

const bytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

function asked(options) {
  const key = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
  if (key.excludeCredentials) key.excludeCredentials = named(key.excludeCredentials);
  if (key.allowCredentials) key.allowCredentials = named(key.allowCredentials);
  return { publicKey: key };
}

function answered(credential) {
  const said = credential.response;
  const response = { clientDataJSON: text(said.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (said[part]) response[part] = text(said[part]);
  }
  if (said.getTransports) response.transports = said.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  if (form.dataset.passkey === "login") {
    const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
    return (await (await fetch(form.action, { headers })).json()).request_options;
  }
  return JSON.parse(document.getElementById(form.dataset.options).textContent);
}

async function credentialFor(form) {
  const options = asked(await optionsOf(form));
  if (form.dataset.passkey !== "create") return navigator.credentials.get(options);
  const alone = form.elements.passwordless?.checked || false;
  const choice = options.publicKey.authenticatorSelection || {};
  options.publicKey.authenticatorSelection = {
    ...choice,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    userVerification: alone ? "required" : choice.userVerification,
  };
  return navigator.credentials.create(options);
}

async function begin(event) {
  const form = event.currentTarget;
  event.preventDefault();
  const wrong = form.querySelector("[data-passkey-error]");
  if (wrong) wrong.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(answered(await credentialFor(form)));
    form.submit();
  } catch {
    // Cancelled, timed out, or no such key here: the person reads what else to do.
    if (wrong) wrong.hidden = false;
  }
}

if (supported) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", begin);
  }
  for (const note of document.querySelectorAll("[data-passkey-none]")) note.hidden = true;
}
