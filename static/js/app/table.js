// Lists whose rows can be ticked: a box in the heading ticks the whole page, Shift
// ticks a range, and the bar below counts. Delegated, because htmx replaces lists.
{
  const boxes = form => [...form.querySelectorAll('input[name="row"]')];
  let last = null;

  const tell = form => {
    const all = boxes(form), on = all.filter(b => b.checked).length;
    const head = form.querySelector("[data-tick-all]");
    if (head) {
      head.checked = on > 0 && on === all.length;
      head.indeterminate = on > 0 && on < all.length;
    }
    const words = form.querySelector("[data-ticked]");
    if (words) words.textContent = on ? on + " ticked" : "";
  };

  const ready = () => {
    for (const form of document.querySelectorAll("form.picking")) {
      const place = form.querySelector('th[data-is="pick"]');
      if (place && !place.querySelector("input")) {
        const label = document.createElement("label"), box = document.createElement("input"), words = document.createElement("span");
        label.className = "tick";
        box.type = "checkbox";
        box.dataset.tickAll = "";
        words.className = "sr";
        words.textContent = "Tick all rows of this page";
        label.append(words, box);
        place.replaceChildren(label);
      }
      tell(form);
    }
  };

  document.addEventListener("click", e => {
    const box = e.target, form = box.closest && box.closest("form.picking");
    if (!form || box.type !== "checkbox") return;
    const all = boxes(form);
    if ("tickAll" in box.dataset) all.forEach(b => { b.checked = box.checked; });
    if (box.name === "row") {
      const from = all.indexOf(last), to = all.indexOf(box);
      if (e.shiftKey && from >= 0) all.slice(Math.min(from, to), Math.max(from, to) + 1).forEach(b => { b.checked = box.checked; });
      last = box;
    }
    tell(form);
  });
  document.addEventListener("htmx:afterSettle", ready);
  addEventListener("pageshow", ready);
  ready();
}
