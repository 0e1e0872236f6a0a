/* Passkeys: asks the browser for one and posts its answer with the form. A form says what it does:
   data-passkey="sign-in" (options fetched from its action), "confirm" or "add" (options in the JSON named by data-options). */
(() => {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");

  const listed = (credentials) => (credentials || []).map((one) => ({ ...one, id: bytes(one.id) }));

  async function make({ publicKey }) {
    const options = {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: listed(publicKey.excludeCredentials),
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
      },
    };
    const made = await navigator.credentials.create({ publicKey: options });
    return answer(made, {
      attestationObject: text(made.response.attestationObject),
      transports: made.response.getTransports ? made.response.getTransports() : [],
    });
  }

  async function show({ publicKey }) {
    const options = {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: listed(publicKey.allowCredentials),
    };
    const shown = await navigator.credentials.get({ publicKey: options });
    const { authenticatorData, signature, userHandle } = shown.response;
    return answer(shown, {
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    });
  }

  const answer = (credential, response) => ({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
  });

  async function fetched(form) {
    const response = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`${response.status}`);
    return (await response.json()).request_options;
  }

  const written = (form, name) => JSON.parse(document.getElementById(form.dataset.options).textContent)[name];

  const deeds = {
    "sign-in": async (form) => show(await fetched(form)),
    confirm: (form) => show(written(form, "request_options")),
    add: (form) => make(written(form, "creation_options")),
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const place = form.closest("[data-passkey-only]");
    const problem = form.querySelector("[data-passkey-problem]");
    if (!window.PublicKeyCredential || !navigator.credentials) continue;
    if (place) place.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      problem.hidden = true;
      try {
        form.elements.credential.value = JSON.stringify(await deeds[form.dataset.passkey](form));
        form.submit();
      } catch {
        problem.hidden = false;
        problem.focus();
      }
    });
  }
})();
