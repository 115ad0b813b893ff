
"use strict";
// Filters and sorts the tables, and shows the sentences behind a figure, an article, or two articles side by side. Every figure is a link
// whose address says what it counts (see selection.rs); here the mentions are looked up that it selects. All text becomes text nodes.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const number = new Intl.NumberFormat("en-US");
  const count = (n, one, many = one + "s") => `${number.format(n)} ${n === 1 ? one : many}`;

  /** An element; strings among `children` become text. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }
  const isolated = (text, attributes = {}) => make("bdi", attributes, text);

  // ------------------------------------------------------------------------------------------------------------------ the data

  let loaded = null;
  /** The articles with their mentions; read when first asked for. */
  function data() {
    if (loaded) return loaded;
    loaded = JSON.parse($("#data").textContent);
    for (const entity of loaded.entities) {
      if (entity.charge) entity.charge.referent = entity.charge.referent === null ? null : loaded.entities[entity.charge.referent];
    }
    loaded.articles.forEach((article, n) => {
      const flat = article.mentions;
      article.n = n;
      article.outlet = loaded.groups[article.group];
      article.mentions = [];
      for (let at = 0; at < flat.length; at += 6) {
        const [start, length, entity, flags, speaker, sentence] = flat.slice(at, at + 6);
        article.mentions.push({
          article, n: at / 6, start, end: start + length, sentence,
          entity: entity < 0 ? null : loaded.entities[entity],
          candidates: entity < 0 ? loaded.open[-entity - 1].map((id) => loaded.entities[id]) : [],
          quoted: (flags & 1) === 1, scare: (flags & 2) === 2, alike: (flags & 4) === 4,
          form: loaded.forms[(flags >> 3) & 3], kind: loaded.kinds[(flags >> 5) & 3], evidence: loaded.evidence[flags >> 7],
          speaker: speaker < 0 ? null : loaded.entities[speaker],
        });
      }
    });
    return loaded;
  }
  const surface = (mention) => mention.article.text.slice(mention.start, mention.end);
  // Unicode's white space, as where the figures were counted; `\s` is not quite the same.
  const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;
  const spelling = (mention) => surface(mention).split(SPACE).filter((word) => word !== "").join(" ");
  const charge = (mention) => (mention.entity ? mention.entity.charge : undefined);
  const keyOf = (entity) => (entity ? entity.key : "");

  const CONDITIONS = {
    e: (m, value) => m.entity !== null && m.entity.key === value,
    s: (m, value) => spelling(m) === value,
    f: (m, value) => m.form === value,
    t: (m, value) => m.kind === value,
    r: (m, value) => charge(m) !== undefined && keyOf(charge(m).referent) === value,
    p: (m, value) => charge(m) !== undefined && (charge(m).camp ?? "") === value,
    c: (m, value) => charge(m) !== undefined && charge(m).category === value,
    v: (m, value) => m.quoted === (value === "quoted"),
    k: (m, value) => m.quoted && keyOf(m.speaker) === value,
    o: (m, value) => m.article.outlet === value,
    a: (m, value) => m.article.n === Number(value),
    is: (m, value) => ({
      name: m.entity !== null && m.kind !== "term",
      open: m.entity === null,
      loaded: charge(m) !== undefined,
      scare: m.scare,
      once: true,
    })[value] ?? false,
  };

  /** The mentions that a query selects, in order. */
  function select(query) {
    const conditions = [...query].filter(([name]) => name in CONDITIONS);
    const once = query.getAll("is").includes("once");
    const selected = [];
    for (const article of data().articles) {
      for (const mention of article.mentions) {
        if (!conditions.every(([name, value]) => CONDITIONS[name](mention, value))) continue;
        selected.push(mention);
        if (once) break;
      }
    }
    return selected;
  }

  const known = (key) => data().entities.find((entity) => entity.key === key);
  const noun = () => document.body.dataset.group;

  /** What a query selects, in words, as nodes. */
  function inWords(query) {
    const parts = [];
    const say = (...nodes) => parts.push(nodes);
    const name = (key) => isolated(known(key)?.name ?? key);
    for (const value of query.getAll("e")) say(name(value));
    for (const value of query.getAll("s")) say("written “", isolated(value), "”");
    for (const value of query.getAll("is")) {
      const words = { name: "People, organizations and places", open: "Left open", loaded: "Loaded terms", scare: "in scare quotes", once: "first in each article" };
      if (words[value]) say(words[value]);
    }
    for (const value of query.getAll("f")) say({ name: "by full name", short: "by short name", abbreviation: "abbreviated", demonym: "as adjective" }[value] ?? value);
    for (const value of query.getAll("t")) say(value);
    for (const value of query.getAll("r")) value === "" ? say("Loaded terms that name nobody") : say("Loaded terms for ", name(value));
    for (const value of query.getAll("p")) value === "" ? say("Loaded terms of no camp") : say("Loaded terms of camp ", isolated(value));
    for (const value of query.getAll("c")) say("Loaded terms, ", isolated(value));
    for (const value of query.getAll("v")) say(value === "quoted" ? "quoted" : `in the ${noun()}’s own voice`);
    for (const value of query.getAll("k")) value === "" ? say("quoted, speaker not clear") : say("quoted from ", name(value));
    for (const value of query.getAll("o")) say(isolated(value));
    for (const value of query.getAll("a")) say("in “", isolated(data().articles[Number(value)]?.headline ?? ""), "”");
    return parts.flatMap((nodes, n) => (n === 0 ? nodes : [" · ", ...nodes]));
  }

  // ------------------------------------------------------------------------------------------------------------------ marked text

  const behind = new WeakMap();

  /** `mention` as a link; it leads to all sentences about its entity, or to its place in the article. */
  function marked(mention, href, text = surface(mention)) {
    const classes = ["m", mention.kind, mention.quoted && charge(mention) ? "quoted-voice" : "", mention.entity ? "" : "open"];
    const link = make("a", { class: classes.filter(Boolean).join(" "), href, "data-e": keyOf(mention.entity) }, text);
    behind.set(link, mention);
    return link;
  }
  const everySentence = (mention) =>
    "#q?" + (mention.entity ? new URLSearchParams({ e: mention.entity.key }) : new URLSearchParams([["is", "open"], ["s", spelling(mention)]]));

  /** The text of an article from `start` to `end`, with `mentions` marked. */
  function withMarks(article, start, end, mentions, href) {
    const nodes = [];
    let at = start;
    for (const mention of mentions) {
      if (mention.start < at) continue;
      nodes.push(article.text.slice(at, mention.start), marked(mention, href(mention)));
      at = mention.end;
    }
    nodes.push(article.text.slice(at, end));
    return nodes;
  }

  /** A whole article. Its mentions are one stop of the Tab key; arrow keys go from one to the next. */
  function fullText(article) {
    const text = make("div", { class: "text", dir: "auto" }, ...withMarks(article, 0, article.text.length, article.mentions, everySentence));
    const links = $$("a.m", text);
    links.forEach((link, n) => link.setAttribute("tabindex", n === 0 ? "0" : "-1"));
    const go = (to) => {
      if (!to) return;
      links.forEach((link) => link.setAttribute("tabindex", link === to ? "0" : "-1"));
      to.focus();
      to.scrollIntoView({ block: "nearest" });
    };
    text.addEventListener("keydown", (event) => {
      const at = links.indexOf(document.activeElement);
      if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      go(links[next]);
    });
    text.goTo = (n) => go(links.find((link) => behind.get(link).n === n));
    return text;
  }

  const dateline = (article) => [article.outlet, article.date].filter(Boolean).join(" · ");

  // ------------------------------------------------------------------------------------------------------------------ details

  const tip = $("#tip");
  let tipFor = null;
  let tipAt = 0;
  let leaving = 0;

  const WHY = {
    "only-sense": "the only one of this name", clue: "a clue in the text", introduced: "the full name stands in the article",
    owner: "its country stands beside it", country: "the article is about its country", office: "the office that it held stands before it", skeleton: "a spelling no lexicon lists, of a known full name", open: "nothing in the text decides",
  };

  function details(mention) {
    const rows = [];
    const row = (name, ...value) => rows.push(make("dt", {}, name), make("dd", {}, ...value));
    row("kind", mention.entity?.class ?? mention.kind);
    row("written", isolated(surface(mention)));
    if (mention.entity === null) row("could be", ...mention.candidates.flatMap((entity, n) => (n ? [", ", isolated(entity.name)] : [isolated(entity.name)])));
    row("voice", mention.quoted ? "quoted" : `the ${noun()}’s own`, ...(mention.speaker ? [" from ", isolated(mention.speaker.name)] : []), mention.scare ? ", in scare quotes" : "");
    const loaded = charge(mention);
    if (loaded) {
      row("loaded", isolated(loaded.category), loaded.camp ? " · " : "", loaded.camp ? isolated(loaded.camp) : "");
      if (loaded.referent) row("names", isolated(loaded.referent.name));
      if (loaded.neutral.length) row("neutral", ...loaded.neutral.flatMap((word, n) => (n ? [" / ", isolated(word)] : [isolated(word)])));
    }
    row("because", WHY[mention.evidence]);
    if (mention.alike) row("note", "look-alike letters of another script");
    return [make("strong", {}, mention.entity ? isolated(mention.entity.name) : "open"), make("dl", {}, ...rows)];
  }

  function showTip(link) {
    clearTimeout(leaving);
    if (tipFor === link) return;
    hideTip();
    tipFor = link;
    tip.replaceChildren(...details(behind.get(link)));
    tip.showPopover();
    link.setAttribute("aria-describedby", "tip");
    const mark = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const box = tip.getBoundingClientRect();
    const below = mark.bottom + 8 + box.height < innerHeight;
    tip.style.left = `${Math.max(8, Math.min(mark.left, innerWidth - box.width - 8))}px`;
    tip.style.top = `${below ? mark.bottom + 8 : Math.max(8, mark.top - box.height - 8)}px`;
    tipAt = mark.top;
    const scope = link.closest(".compare, #sheet-body");
    if (scope && link.dataset.e) $$(".m", scope).forEach((other) => other.classList.toggle("same", other.dataset.e === link.dataset.e));
  }
  function hideTip() {
    clearTimeout(leaving);
    if (!tipFor) return;
    tipFor.removeAttribute("aria-describedby");
    $$(".m.same").forEach((link) => link.classList.remove("same"));
    tipFor = null;
    tip.hidePopover();
  }
  const leaveTip = () => { clearTimeout(leaving); leaving = setTimeout(hideTip, 120); };
  const markOf = (event) => (event.target instanceof Element ? event.target.closest("a.m") : null);
  document.addEventListener("pointerover", (event) => {
    const link = markOf(event);
    if (link && behind.has(link)) showTip(link);
    else if (event.target instanceof Element && event.target.closest("#tip")) clearTimeout(leaving);
    else if (tipFor && document.activeElement !== tipFor) leaveTip();
  });
  document.addEventListener("focusin", (event) => {
    const link = markOf(event);
    if (link && behind.has(link)) showTip(link); else hideTip();
  });
  // A scroll may be told of when it is over and the details of what it brought are shown already.
  document.addEventListener("scroll", () => {
    if (!tipFor || document.activeElement === tipFor) return;
    const mark = tipFor.getClientRects()[0] ?? tipFor.getBoundingClientRect();
    if (Math.abs(mark.top - tipAt) > 1) hideTip();
  }, { passive: true, capture: true });
  // Escape takes the details away first, then closes the sheet.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && tipFor) { hideTip(); event.preventDefault(); event.stopPropagation(); }
  }, true);

  // ------------------------------------------------------------------------------------------------------------------ the sheet

  const sheet = $("#sheet");
  const body = $("#sheet-body");
  const SENTENCES = 60;
  let depth = 0;

  /** The sentences of `mentions`, article by article; those of one article stay together. */
  function sentences(mentions) {
    const articles = new Map();
    for (const mention of mentions) {
      if (!articles.has(mention.article)) articles.set(mention.article, new Map());
      const rows = articles.get(mention.article);
      if (!rows.has(mention.sentence)) rows.set(mention.sentence, []);
      rows.get(mention.sentence).push(mention);
    }
    return articles;
  }

  function sentenceList(article, rows) {
    const items = [...rows].map(([sentence, mentions]) => {
      const start = Math.min(article.sentences[2 * sentence] ?? 0, mentions[0].start);
      const end = Math.max(article.sentences[2 * sentence + 1] ?? 0, mentions.at(-1).end);
      return make("li", { dir: "auto" }, ...withMarks(article, start, end, mentions, (m) => `#a?n=${article.n}&m=${m.n}`));
    });
    return [
      make("h3", {}, make("a", { href: `#a?n=${article.n}` }, isolated(article.headline))),
      make("p", { class: "meta" }, isolated(dateline(article))),
      make("ul", { class: "sentences" }, ...items),
    ];
  }

  function showSentences(query) {
    const mentions = select(query);
    const articles = [...sentences(mentions)];
    const heading = make("h2", { id: "sheet-h", tabindex: "-1" }, ...inWords(query));
    const n = count(mentions.length, "mention");
    const meta = make("p", { class: "meta", "data-found": mentions.length }, articles.length ? `${n} in ${count(articles.length, "article")}` : n);
    const list = make("div");
    const more = make("button", { type: "button" }, "Show more");
    let at = 0;
    const extend = () => {
      let shown = 0;
      const first = at;
      while (at < articles.length && shown < SENTENCES) {
        const [article, rows] = articles[at++];
        shown += rows.size;
        list.append(...sentenceList(article, rows));
      }
      more.hidden = at >= articles.length;
      // The reader goes on where the new ones begin.
      if (first > 0) $$("h3 a", list)[first]?.focus();
    };
    extend();
    more.addEventListener("click", extend);
    open(heading, meta, list, make("p", { class: "more" }, more));
  }

  function showArticle(query) {
    const article = data().articles[Number(query.get("n"))];
    if (!article) return;
    const text = fullText(article);
    const source = article.url ? make("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, "where it appeared") : null;
    const loaded = article.mentions.filter((mention) => charge(mention));
    const own = loaded.filter((mention) => !mention.quoted).length;
    open(
      make("h2", { id: "sheet-h", tabindex: "-1" }, isolated(article.headline)),
      make("p", { class: "meta" }, isolated(dateline(article)), " · ", isolated(article.id), source ? " · " : "", source),
      make("p", { class: "meta" }, `${count(article.mentions.length, "mention")}; ${count(loaded.length, "loaded term")}, ${number.format(own)} in the ${noun()}’s own voice. Tab goes to the first mention, arrow keys to the next.`),
      text,
    );
    if (query.has("m")) text.goTo(Number(query.get("m")));
  }

  function open(...content) {
    hideTip();
    body.replaceChildren(...content);
    if (!sheet.open) { depth = 0; sheet.showModal(); }
    $("#back").hidden = depth === 0;
    depth += 1;
    sheet.scrollTop = 0;
    $("h2", body).focus();
  }

  function route() {
    const hash = location.hash;
    const query = new URLSearchParams(hash.slice(3));
    if (hash.startsWith("#q?")) showSentences(query);
    else if (hash.startsWith("#a?")) showArticle(query);
    else if (sheet.open) sheet.close();
  }
  $("#close").addEventListener("click", () => sheet.close());
  $("#back").addEventListener("click", () => { depth = Math.max(0, depth - 2); history.back(); });
  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
  sheet.addEventListener("close", () => {
    hideTip();
    body.replaceChildren();
    if (/^#[qa]\?/.test(location.hash)) history.replaceState(null, "", "#");
  });
  addEventListener("hashchange", route);

  // ------------------------------------------------------------------------------------------------------------------ side by side

  /** How each of two articles writes what either of them names. */
  function naming(pair) {
    const rows = new Map();
    pair.forEach((article, side) => {
      for (const mention of article.mentions) {
        if (!mention.entity) continue;
        if (!rows.has(mention.entity)) rows.set(mention.entity, [new Map(), new Map()]);
        const spellings = rows.get(mention.entity)[side];
        const word = spelling(mention);
        if (!spellings.has(word)) spellings.set(word, []);
        spellings.get(word).push(mention);
      }
    });
    const sum = (spellings) => [...spellings.values()].reduce((n, mentions) => n + mentions.length, 0);
    const rank = ([entity, sides]) => (entity.charge ? 1 : 0) + (sides.every((side) => side.size) ? 0 : 2);
    const size = ([, sides]) => sum(sides[0]) + sum(sides[1]);
    return [...rows].sort((a, b) => rank(a) - rank(b) || size(b) - size(a));
  }

  function saidBy(article, entity, spellings) {
    if (!spellings.size) return [make("small", {}, "not named")];
    return [...spellings].sort((a, b) => b[1].length - a[1].length).flatMap(([word, mentions]) => {
      const query = new URLSearchParams([["e", entity.key], ["s", word], ["a", article.n]]);
      const quoted = mentions.filter((mention) => mention.quoted).length;
      const voices = !entity.charge ? "" : quoted === 0 ? " own voice" : quoted === mentions.length ? " quoted" : ` ${mentions.length - quoted} own, ${quoted} quoted`;
      return [make("span", { class: "chip" }, isolated(word), " ", make("a", { class: "n", href: `#q?${query}` }, number.format(mentions.length)), make("small", {}, voices)), " "];
    });
  }

  function compare(details) {
    const target = $(".compare", details);
    if (target.childNodes.length) return;
    const pair = details.dataset.articles.split(" ").map((n) => data().articles[Number(n)]);
    const head = (article) => make("th", { scope: "col" }, isolated(article.outlet));
    const row = ([entity, sides]) =>
      make("tr", {}, make("th", { scope: "row" }, isolated(entity.name), entity.charge ? make("small", { class: "facts" }, entity.charge.category) : null),
        ...pair.map((article, side) => make("td", {}, ...saidBy(article, entity, sides[side]))));
    const table = (rows, label) => make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": label },
      make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "named"), ...pair.map(head))), make("tbody", {}, ...rows.map(row))));
    const all = naming(pair);
    // What tells the two apart stands open: loaded terms, and names that both have and write differently.
    const words = (side) => [...side.keys()].map((word) => word.toLowerCase()).sort().join("\n");
    const telling = all.filter(([entity, sides]) => entity.charge || (sides.every((side) => side.size) && words(sides[0]) !== words(sides[1])));
    const rest = all.filter((entry) => !telling.includes(entry));
    const column = (article) => make("div", {},
      make("h3", {}, make("a", { href: `#a?n=${article.n}` }, isolated(article.headline))), make("p", { class: "meta" }, isolated(dateline(article))), fullText(article));
    target.append(make("div", { class: "columns" }, ...pair.map(column)));
    if (telling.length) target.append(make("h3", {}, "Written differently, and loaded terms"), table(telling, `What the two write differently: ${pair[0].headline}`));
    if (rest.length) {
      const shown = make("details", { class: "aside" }, make("summary", {}, `${count(rest.length, "more name")}: written alike, or named by one only`), table(rest, `Other names: ${pair[0].headline}`));
      target.append(shown);
    }
  }
  // "toggle" does not bubble, but it is captured.
  document.addEventListener("toggle", (event) => { if (event.target.matches?.(".pair[open]")) compare(event.target); }, true);

  // ------------------------------------------------------------------------------------------------------------------ tables

  const state = { group: -1, words: [], kind: "" };
  const lists = $$("[data-list]").map((element) => ({
    element,
    limit: Number(element.dataset.limit),
    shown: Number(element.dataset.limit),
    rows: $$("[data-row]", element),
    more: $("[data-more]", element),
    count: $(".count", element),
  }));
  const figures = $$("a.n[data-by]").map((link) => ({ link, by: link.dataset.by.split(" ").map(Number), href: link.getAttribute("href") }));
  const ofLink = new Map(figures.map((figure) => [figure.link, figure]));
  // The number that stands for a row: the one that a new filter may make zero.
  const figureOf = new Map();
  for (const { rows } of lists) {
    for (const row of rows) {
      const links = $$("a.n[data-by]", row);
      figureOf.set(row, ofLink.get(links.find((link) => link.closest(".pivot")) ? links.at(-1) : links[0]));
    }
  }
  const simple = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const words = new WeakMap();
  const textOf = (row) => {
    if (!words.has(row)) words.set(row, simple(`${row.textContent} ${row.dataset.key ?? ""}`));
    return words.get(row);
  };
  const value = (figure) => (state.group < 0 ? figure.by.reduce((a, b) => a + b, 0) : figure.by[state.group]);

  function countGroup() {
    const name = state.group < 0 ? null : $("#group").selectedOptions[0].textContent;
    for (const figure of figures) {
      const n = value(figure);
      figure.link.textContent = number.format(n);
      figure.link.classList.toggle("zero", n === 0);
      if (n === 0 || !figure.href) figure.link.removeAttribute("href");
      else figure.link.setAttribute("href", name === null ? figure.href : `${figure.href}&${new URLSearchParams({ o: name })}`);
    }
    $$("[data-col]").forEach((cell) => { cell.hidden = state.group >= 0 && Number(cell.dataset.col) !== state.group; });
    $$(".chart rect").forEach((rect) => rect.classList.toggle("off", state.group >= 0 && Number(rect.dataset.g) !== state.group));
    $$("table.pivot").forEach(drawVoices);
    $$("th[aria-sort]").forEach((head) => sort(head, head.getAttribute("aria-sort")));
  }

  /** The bars of a table of loaded terms, for what is counted now. */
  function drawVoices(table) {
    const rows = $$("tbody tr", table).map((row) => ({ svg: $("svg", row), parts: $$("a.n[data-by]", row).slice(0, 2).map((link) => value(ofLink.get(link))) }));
    const most = Math.max(1, ...rows.map(({ parts }) => parts[0] + parts[1]));
    for (const { svg, parts } of rows) {
      let x = 0;
      svg.replaceChildren(...["narrator", "quoted"].map((voice, n) => {
        const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        const width = (100 * parts[n]) / most;
        for (const [name, value] of Object.entries({ class: voice, x: x.toFixed(2), y: 0, width: width.toFixed(2), height: 10 })) rect.setAttribute(name, value);
        x += width;
        return rect;
      }));
    }
  }

  function show() {
    let found = 0;
    for (const list of lists) {
      const fits = (row) => {
        const figure = figureOf.get(row);
        if (figure ? value(figure) === 0 : state.group >= 0 && row.dataset.groups && !row.dataset.groups.split(" ").includes(String(state.group))) return false;
        if (state.kind && list.element.id === "names" && row.dataset.kind !== state.kind) return false;
        return state.words.every((word) => textOf(row).includes(word));
      };
      let n = 0;
      for (const row of list.rows) row.hidden = !fits(row) || ++n > list.shown;
      found += n;
      list.more.hidden = n <= list.shown;
      const noun = list.count.dataset.noun;
      list.count.textContent = n === 0 ? `No ${noun} to show.` : n > list.shown ? `${number.format(list.shown)} of ${number.format(n)} ${noun}` : "";
    }
    const filtered = state.words.length > 0 || state.group >= 0 || state.kind !== "";
    $("#reset").hidden = !filtered;
    $("#status").textContent = state.words.length === 0 ? "" : found === 0 ? "nothing found" : `found in ${count(found, "row")}`;
  }

  function sort(head, direction) {
    const table = head.closest("table");
    const list = lists.find((list) => list.element.contains(table));
    const column = [...head.parentNode.children].indexOf(head);
    const numeric = $("button", head).dataset.sort === "number";
    const key = (row) => {
      const text = row.cells[column].textContent.trim();
      return numeric ? Number(text.replace(/[^\d]/g, "")) : text;
    };
    const order = numeric ? (a, b) => a - b : new Intl.Collator(undefined, { numeric: true }).compare;
    const sign = direction === "ascending" ? 1 : -1;
    list.rows = list.rows.map((row) => [key(row), row]).sort((a, b) => sign * order(a[0], b[0])).map(([, row]) => row);
    table.tBodies[0].append(...list.rows);
    $$("th[aria-sort]", table).forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", direction);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-sort], button[data-more]");
    if (!button) return;
    if (button.dataset.sort) {
      const head = button.closest("th");
      const first = button.dataset.sort === "number" ? "descending" : "ascending";
      const now = head.getAttribute("aria-sort");
      sort(head, now === null ? first : now === "ascending" ? "descending" : "ascending");
    } else {
      const list = lists.find((list) => list.more === button);
      const before = list.shown;
      list.shown = before < 100 ? 100 : before * 4;
      show();
      // What comes next is the first row that was not there.
      if (button.hidden) list.rows.filter((row) => !row.hidden)[before]?.querySelector("a, summary")?.focus();
      return;
    }
    show();
  });
  const group = $("#group");
  group?.addEventListener("change", () => { state.group = Number(group.value); countGroup(); show(); });
  $("#find").addEventListener("input", (event) => {
    state.words = simple(event.target.value).split(/\s+/).filter(Boolean);
    show();
  });
  $$("[data-kinds] input").forEach((input) => input.addEventListener("change", () => { state.kind = input.value; show(); }));
  $$("[data-dimensions] input").forEach((input) => input.addEventListener("change", () => dimension(input.value)));
  function dimension(by) {
    $$("[data-dimension]").forEach((element) => { element.hidden = by !== undefined && element.dataset.dimension !== by; });
  }
  $("#reset").addEventListener("click", () => {
    Object.assign(state, { group: -1, words: [], kind: "" });
    $("#find").value = "";
    $("[data-kinds] input").checked = true;
    if (group) { group.value = "-1"; countGroup(); }
    show();
    $("#find").focus();
  });
  // Everything is printed that fits the filters.
  document.documentElement.classList.add("js");
  dimension($("[data-dimensions] input:checked")?.value);
  // A browser that goes back keeps what was chosen.
  if (group && group.value !== "-1") { state.group = Number(group.value); countGroup(); }
  state.words = simple($("#find").value).split(/\s+/).filter(Boolean);
  state.kind = $("[data-kinds] input:checked")?.value ?? "";
  show();
  route();
})();
