(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const text = document.getElementById("text");
  const list = document.getElementById("records");
  const inspector = document.getElementById("inspector");
  const found = document.getElementById("found");
  const segs = Array.from(text.querySelectorAll(".s"));
  const cards = Array.from(list.querySelectorAll(".card"));
  const places = new Map(segs.map((seg, i) => [seg, i]));
  const off = new Set();
  const marks = data.marks.map(([record, kind, first, last]) => ({
    record: data.records[record], kind: data.kinds[kind] ?? null, first, last,
  }));
  const byRecord = new Map();
  const starting = new Map();
  for (const mark of marks) {
    if (!byRecord.has(mark.record)) byRecord.set(mark.record, []);
    byRecord.get(mark.record).push(mark);
    if (mark.kind !== null) {
      if (!starting.has(mark.first)) starting.set(mark.first, []);
      starting.get(mark.first).push(mark);
    }
  }
  const seen = (mark) => mark.kind !== null && !off.has(mark.kind);
  const cardOf = (id) => document.getElementById(id);
  const wide = () => window.matchMedia("(min-width: 62.01rem)").matches;
  const behavior = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

  // What is looked at: {seg} in the text or {card} in the list; `chosen` stays when the pointer goes.
  let chosen = null;
  let came = null;
  let shown = [];

  const links = () => segs.filter((s, i) => s.tagName === "A" && (starting.get(i) ?? []).some(seen));

  function covering(i) {
    const here = marks.filter((m) => m.first <= i && i < m.last && seen(m));
    here.sort((a, b) => (a.last - a.first) - (b.last - b.first));
    return [...new Set(here.map((m) => m.record))];
  }

  function paint(run, name) {
    for (let i = run.first; i < run.last; i++) {
      segs[i].classList.add(name);
      shown.push([segs[i], name]);
    }
  }

  function light(id) {
    for (const other of data.related[id] ?? []) {
      for (const m of byRecord.get(other) ?? []) {
        if (m.kind === "source" || m.kind === "cue" || m.kind === "medium") paint(m, "rel");
      }
    }
    for (const mark of byRecord.get(id) ?? []) paint(mark, "lit");
    const card = cardOf(id);
    if (card) {
      card.classList.add("lit");
      shown.push([card, "lit"]);
    }
  }

  function dark() {
    for (const [element, name] of shown) element.classList.remove(name);
    shown = [];
  }

  function inspect(i, ids) {
    const run = marks.filter((m) => m.record === ids[0] && m.first <= i && i < m.last && seen(m))
      .reduce((a, b) => (b.last - b.first < a.last - a.first ? b : a));
    const words = segs.slice(run.first, Math.min(run.last, run.first + 40)).map((s) => s.textContent).join("").trim();
    document.getElementById("at").textContent = words.length > 90 ? `${words.slice(0, 89)}…` : words;
    found.replaceChildren(...ids.slice(0, 12).map((id) => {
      const copy = cardOf(id).cloneNode(true);
      for (const e of [copy, ...copy.querySelectorAll("[id]")]) e.removeAttribute("id");
      copy.removeAttribute("aria-labelledby");
      copy.removeAttribute("tabindex");
      copy.classList.remove("lit");
      for (const a of copy.querySelectorAll("a")) a.removeAttribute("tabindex");
      return copy;
    }));
    inspector.scrollTop = 0;
    inspector.hidden = false;
    document.body.classList.add("has-inspector");
  }

  function show(what) {
    dark();
    if (what === null) {
      inspector.hidden = true;
      document.body.classList.remove("has-inspector");
      return;
    }
    if (what.card) {
      inspector.hidden = true;
      document.body.classList.remove("has-inspector");
      light(what.card.id);
      return;
    }
    const i = places.get(what.seg);
    const ids = covering(i);
    if (!ids.length) return show(null);
    inspect(i, ids);
    light(ids[0]);
    if (!wide()) what.seg.scrollIntoView({ block: "nearest" });  // clear of the sheet below
  }

  function within(box, element) {
    const a = box.getBoundingClientRect();
    const b = element.getBoundingClientRect();
    if (b.top < a.top || b.bottom > a.bottom) box.scrollBy({ top: b.top - a.top - 12 });
  }

  function choose(what) {
    chosen = what;
    show(what);
  }

  function clear() {
    const back = came;
    came = null;
    const inCard = document.activeElement?.closest(".card");
    choose(null);
    if (inCard) (back ?? text).focus();
  }

  // One tab stop for the text and one for the list; arrow keys move inside.
  function rove(items, item) {
    for (const other of items) other.tabIndex = -1;
    if (item) item.tabIndex = 0;
  }
  function roveCards(card) {
    for (const c of cards) {
      c.tabIndex = c === card ? 0 : -1;
      for (const a of c.querySelectorAll("a")) a.tabIndex = c === card ? 0 : -1;
    }
  }
  function step(items, from, key) {
    const at = items.indexOf(from);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[key];
    return to === undefined ? null : items[Math.max(0, Math.min(items.length - 1, to))];
  }

  text.addEventListener("keydown", (event) => {
    const seg = event.target.closest?.("a.s");
    if (!seg || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = step(links(), seg, event.key);
    if (!next) return;
    event.preventDefault();
    rove(links(), next);
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
  list.addEventListener("keydown", (event) => {
    if (!event.target.matches?.(".card") || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = step(cards, event.target, event.key);
    if (!next) return;
    event.preventDefault();
    roveCards(next);
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });

  text.addEventListener("focusin", (event) => {
    const seg = event.target.closest("a.s");
    if (seg && seg.matches(":focus-visible")) choose({ seg });
  });
  text.addEventListener("mouseover", (event) => {
    const seg = event.target.closest(".s");
    if (seg && wide()) show(covering(places.get(seg)).length ? { seg } : chosen);
  });
  text.addEventListener("mouseleave", () => { if (wide()) show(chosen); });
  text.addEventListener("click", (event) => {
    const seg = event.target.closest(".s");
    if (!seg || !covering(places.get(seg)).length) return;
    event.preventDefault();
    choose({ seg });
    if (event.detail === 0) {  // Enter: on to the record
      came = seg;
      const card = cardOf(covering(places.get(seg))[0]);
      roveCards(card);
      card.focus({ preventScroll: wide() });
      if (wide()) within(list, card);
    }
  });

  list.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card && event.target.matches(":focus-visible")) {
      roveCards(card);
      choose({ card });
    }
  });
  list.addEventListener("mouseover", (event) => {
    const card = event.target.closest(".card");
    if (card && wide()) show({ card });
  });
  list.addEventListener("mouseleave", () => { if (wide()) show(chosen); });
  list.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (!card || event.target.closest("a")) return;
    choose({ card });
    const first = (byRecord.get(card.id) ?? [])[0];
    if (first && first.first < first.last && wide()) segs[first.first].scrollIntoView({ block: "center", behavior });
  });
  document.addEventListener("click", (event) => {
    const quote = event.target.closest(".quote");
    if (!quote) return;
    event.preventDefault();
    const [first, last] = quote.dataset.run.split(" ").map(Number);
    dark();
    paint({ first, last }, "lit");
    segs[first].scrollIntoView({ block: "center", behavior });
  });
  document.getElementById("clear").addEventListener("click", clear);

  for (const box of document.querySelectorAll("[data-kind]")) {
    box.addEventListener("change", () => {
      root.classList.toggle(`off-${box.dataset.kind}`, !box.checked);
      off[box.checked ? "delete" : "add"](box.dataset.kind);
      rove(segs.filter((s) => s.tagName === "A"), links()[0]);
      choose(null);
    });
  }

  function arrive() {
    const card = cards.find((c) => c.id === decodeURIComponent(location.hash.slice(1)));
    if (!card) return;
    roveCards(card);
    choose({ card });
    const first = (byRecord.get(card.id) ?? [])[0];
    if (first && first.first < first.last && wide()) segs[first.first].scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", arrive);
  document.getElementById("hint").hidden = false;
  rove(segs.filter((s) => s.tagName === "A"), links()[0]);
  roveCards(cards[0]);
  arrive();
})();
