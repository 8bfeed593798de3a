
// Forms are kept while they are written: a second after the last key, when a field is
// left, and when the page is. What stands in the form is never touched.
{
  const field = "_writing";
  const retry = 15000;

  const fieldsOf = (form) => {
    const body = new URLSearchParams();
    const secret = new Set([...form.querySelectorAll("[type=password]")].map((i) => i.name));
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && !secret.has(name)) body.append(name, value);
    }
    return body;
  };

  const keep = (form) => {
    const line = form.querySelector(".saved");
    let timer, under, dirty = false;
    const say = (text) => { if (line && line.textContent !== text) line.textContent = text; };
    const later = (ms) => { clearTimeout(timer); timer = setTimeout(save, ms); };

    const send = (leaving) => {
      if (!dirty) return;
      dirty = false;
      const body = fieldsOf(form);
      const small = body.toString().length < 60000; // what a browser sends while it leaves a page
      return fetch("/drafts", { method: "POST", body, keepalive: leaving === true && small, redirect: "manual" }).then(
        async (answer) => {
          const words = answer.headers.get("Content-Type")?.startsWith("text/plain") ? await answer.text() : "The workbench refused it";
          if (answer.ok) return say(words);
          throw words;
        }).catch((why) => {
        say(`Not saved as a draft: ${typeof why === "string" ? why.replace(/\.$/, "") : "the workbench cannot be reached"}. Your text is still here.`);
        dirty = true;
        later(retry);
      });
    };

    // One after the other, so that an older text never lands on a newer one. Only who
    // leaves the page cannot wait.
    const save = (leaving) => {
      clearTimeout(timer);
      if (dirty) under = leaving === true ? send(true) : Promise.resolve(under).then(() => send());
      return under;
    };

    form.addEventListener("input", () => { dirty = true; later(1000); });
    form.addEventListener("change", () => { dirty = true; later(1000); });
    form.addEventListener("focusout", () => save());
    addEventListener("online", () => save());
    addEventListener("pagehide", () => save(true));
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });

    // The form itself carries the text from here: what it ends in drops the draft, and
    // where it is refused or the session is over the server keeps what was typed.
    form.addEventListener("submit", () => { clearTimeout(timer); dirty = false; });
  };

  for (const form of document.forms) if (form.elements[field]) keep(form);
}
