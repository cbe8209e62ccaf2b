// Enhances the catalog: search, filters, and the focus of the flow graph. Everything reads without it.
"use strict";
(() => {
  const root = document.currentScript.dataset.root;
  const byId = (id) => document.getElementById(id);

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  // search: the index is loaded when the field is first used
  const field = byId("search"), found = byId("found"), counted = byId("found-count");
  field.closest(".search").hidden = false;
  let index = null, loading = false;

  function load() {
    if (index || loading) return;
    loading = true;
    const script = element("script", "", { src: root + "assets/search-index.js" });
    script.addEventListener("load", () => {
      index = window.crossdockIndex.map((row) => ({ title: row[0], name: row[1], kind: row[2], page: row[3], words: row[4], text: row.join(" ").toLowerCase() }));
      show();
    });
    script.addEventListener("error", () => { loading = false; counted.textContent = "the search index could not be loaded"; });
    document.head.append(script);
  }

  function score(item, words) {
    let total = 0;
    for (const word of words) {
      if (!item.text.includes(word)) return 0;
      const title = item.title.toLowerCase(), name = item.name.toLowerCase();
      total += 1 + (title.startsWith(word) ? 8 : title.includes(word) ? 5 : 0) + (name.includes(word) ? 4 : 0);
    }
    return total;
  }

  function show() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.replaceChildren();
    found.hidden = !words.length;
    if (!words.length || !index) { counted.textContent = ""; return; }
    const hits = index.map((item) => [score(item, words), item]).filter(([points]) => points > 0)
      .sort((a, b) => b[0] - a[0] || (a[1].name < b[1].name ? -1 : 1));
    for (const [, item] of hits.slice(0, 12)) {
      const link = element("a", "", { href: root + item.page });
      const matching = item.words.split(" ").filter((each) => words.some((word) => each.toLowerCase().includes(word))).slice(0, 5).join(", ");
      link.append(element("span", item.title), element("span", item.kind, { class: "kind kind-" + item.kind }), element("small", item.name + (matching ? " · " + matching : "")));
      found.append(link);
    }
    if (!hits.length) found.append(element("p", "Nothing matches all of these words."));
    if (hits.length > 12) found.append(element("p", `and ${hits.length - 12} more`));
    counted.textContent = `${hits.length} found`;
  }

  field.addEventListener("focus", load);
  field.addEventListener("input", () => { load(); show(); });
  document.addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); field.focus(); }
  });
  field.closest(".search").addEventListener("keydown", (event) => {
    const links = [...found.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { found.hidden = true; field.focus(); }
    if (event.key === "Enter" && event.target === field && links.length) links[0].click();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = event.key === "ArrowDown" ? at + 1 : at - 1;
      (next < 0 ? field : links[Math.min(next, links.length - 1)] || field).focus();
    }
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) found.hidden = true; });

  // filters
  for (const each of document.querySelectorAll(".filter")) each.hidden = false;
  const filter = byId("filter");
  if (filter) {
    const rows = [...document.querySelectorAll(filter.dataset.filters)];
    filter.addEventListener("input", () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) row.hidden = !words.every((word) => row.dataset.text.includes(word));
      for (const section of document.querySelectorAll("main section")) section.hidden = !section.querySelector("tbody tr:not([hidden])");
      byId("filter-count").textContent = words.length ? `${rows.filter((row) => !row.hidden).length} of ${rows.length}` : "";
    });
  }

  // flow graph
  const flows = byId("flows"), focus = byId("focus");
  if (flows && focus) {
    const touches = (each, system) => each.dataset.from === system || each.dataset.to === system;
    const light = (system) => {
      flows.classList.toggle("focused", Boolean(system));
      const streams = [...flows.querySelectorAll(".stream")];
      for (const stream of streams) stream.classList.toggle("lit", touches(stream, system));
      for (const node of flows.querySelectorAll(".node")) {
        const name = node.dataset.system;
        node.classList.toggle("dim", Boolean(system) && name !== system && !streams.some((s) => touches(s, system) && touches(s, name)));
      }
    };
    focus.addEventListener("change", () => {
      light(focus.value);
      for (const row of document.querySelectorAll("#flow-rows tbody tr")) row.hidden = Boolean(focus.value) && !touches(row, focus.value);
    });
    for (const node of flows.querySelectorAll(".node")) {
      for (const event of ["mouseenter", "focus"]) node.addEventListener(event, () => light(node.dataset.system));
      for (const event of ["mouseleave", "blur"]) node.addEventListener(event, () => light(focus.value));
    }
  }
})();
