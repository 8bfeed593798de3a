
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
    let timer, under, dirty = false, waiting = false, passing = false;
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
    addEventListener("pageshow", () => { waiting = passing = false; });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });

    // The draft goes first and the form after it: otherwise a late draft of what is
    // saved already would come back, and a form that never arrives would be lost.
    form.addEventListener("submit", async (event) => {
      if (passing || !(dirty || under)) return;
      event.preventDefault();
      if (waiting) return;
      waiting = true;
      const button = event.submitter;
      await Promise.race([save(), new Promise((done) => setTimeout(done, 1500))]);
      clearTimeout(timer);
      dirty = false;
      passing = true;
      form.requestSubmit(button);
    });
  };

  for (const form of document.forms) if (form.elements[field]) keep(form);
}
