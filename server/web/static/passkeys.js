// The one thing about signing in that needs a script: asking the browser for a passkey. The server
// says what to ask and judges what comes back; nothing here decides anything.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const named = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

// By hand, because browsers of 2024 and before lack parse…FromJSON and toJSON.
function forBrowser(options) {
  const asked = { ...options, challenge: bytes(options.challenge) };
  if (options.user) asked.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) asked.excludeCredentials = named(options.excludeCredentials);
  if (options.allowCredentials) asked.allowCredentials = named(options.allowCredentials);
  return asked;
}

function forServer(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response };
}

async function post(address, body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-Kit": "1" };
  const answered = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  const said = await answered.json();
  if (!answered.ok) throw Object.assign(new Error(said.detail), { name: "Refused" });
  return said;
}

class Ceremony {
  constructor(element) {
    this.element = element;
    this.say = element.dataset;
    this.button = element.querySelector("button");
    this.words = element.querySelector("[role=alert]");
    this.button.addEventListener("click", () => this.run());
  }

  offer() {
    if (location.origin !== this.say.origin) this.tell(this.say.elsewhere);
    else if (!window.PublicKeyCredential) this.tell(this.say.none);
    else this.button.hidden = false;
  }

  async run() {
    this.tell("");
    this.button.disabled = true;
    try {
      const publicKey = forBrowser(await post(this.say.begin, {}));
      const credential = await navigator.credentials[this.say.passkey]({ publicKey });
      const name = document.getElementById("passkey-name")?.value ?? "";
      const done = await post(this.say.finish, { credential: forServer(credential), name, link: this.say.link ?? "", back: this.say.back ?? "" });
      location.assign(done.next);
    } catch (failure) {
      this.tell(this.reason(failure));
      this.button.disabled = false;
    }
  }

  reason({ name, message }) {
    if (name === "Refused") return message;
    if (name === "InvalidStateError") return this.say.there;
    if (name === "TypeError" || name === "SyntaxError") return this.say.offline;
    if (name === "NotAllowedError" || name === "AbortError") return this.say.notChosen;
    return this.say.none;
  }

  tell(words) {
    this.words.textContent = words;
    this.words.hidden = !words;
  }
}

for (const element of document.querySelectorAll("[data-passkey]")) new Ceremony(element).offer();
