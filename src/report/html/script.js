"use strict";
(() => {
  const form = document.querySelector("form.filters");
  const items = [...document.querySelectorAll(".item")];
  const field = (id) => document.getElementById(id);
  const text = new Map();
  // What is searched is what is seen: the text of an item, made once when it is first needed.
  const words = (item) => {
    if (!text.has(item)) text.set(item, item.textContent.toLowerCase());
    return text.get(item);
  };
  const has = (list, word) => !word || ` ${list} `.includes(` ${word} `);
  const filter = () => {
    const wanted = field("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const [verdict, kind, outlet] = ["verdict", "kind", "outlet"].map((id) => field(id)?.value ?? "");
    let shown = 0;
    for (const item of items) {
      const data = item.dataset;
      const fits =
        has(data.verdict, verdict) && has(data.kind, kind) && has(data.outlets, outlet) &&
        wanted.every((word) => words(item).includes(word));
      item.hidden = !fits;
      shown += fits;
    }
    form.querySelector(".count").textContent = `${shown} of ${items.length} shown`;
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }
  // A deep link leads to its finding even where a filter or a closed fold hides it.
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    const item = target?.closest(".item");
    if (item?.hidden && form) {
      form.reset();
      filter();
    }
    target?.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
})();
