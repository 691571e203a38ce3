/* Passkeys: joins allauth's ceremony to the form marked data-passkey="<which>".
   The form stays hidden in a browser that has no passkeys. Texts come from data-*. */
(function () {
  const form = document.querySelector("form[data-passkey]");
  if (!form || !window.PublicKeyCredential || !window.allauth) return;
  const wrong = document.getElementById("passkey-wrong");
  const options = document.getElementById("passkey-options");
  const button = document.getElementById("passkey-go");
  const ids = { credential: "passkey-credential" };
  for (const name of ["login", "authenticate", "add"]) ids[name] = "passkey-go";
  if (document.getElementById("id_passwordless")) ids.passwordless = "id_passwordless";

  window.allauth.webauthn.forms[form.dataset.passkey]({
    ids,
    data: options ? JSON.parse(options.textContent) : undefined,
  });
  form.hidden = false;
  button.disabled = false;

  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    wrong.textContent = form.dataset.failed;
    wrong.hidden = false;
  });
})();
