// Finds words in what the site shows, as they are typed. The page is whole without it.
//
// The words are in separate scripts, one for each municipal year, which are fetched when
// somebody first turns to the box: a page that is opened from disk may load scripts and no data.
"use strict";

(() => {
  const PLACES = 3; // of one paper; the rest are counted
  const PAPERS = 50;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
  const QUIET = 500; // milliseconds without a key before the result is announced

  const search = document.querySelector(".search");
  if (!search) return;
  const box = search.querySelector(".search__box");
  const status = document.querySelector(".search__status");
  const results = document.querySelector(".results");
  const list = results.querySelector(".results__list");
  const listing = document.querySelector(".listing");
  const ownWords = JSON.parse(search.dataset.said || "{}");

  let papers = null;
  let telling = 0;

  search.hidden = false;
  box.addEventListener("focus", load);
  box.addEventListener("input", typed);
  window.addEventListener("pageshow", asked);

  // -------------------------------------------------------------- the words

  function load() {
    if (papers) return papers;
    papers = Promise.all(search.dataset.words.split(" ").map(fetchScript)).then(() => {
      return (self.searchWords || []).flatMap(spread);
    });
    return papers;
  }

  function fetchScript(address) {
    return new Promise((resolve) => {
      const script = document.createElement("script");
      script.addEventListener("load", resolve);
      script.addEventListener("error", resolve); // the other years can still be searched
      script.src = address;
      document.head.append(script);
    });
  }

  // Each paper with its places, and each place with its words as they are compared.
  function spread(paper, order) {
    const places = paper.pages.flatMap((page) => page.places.map(([place, heading, words]) => ({
      address: page.path + "#" + place,
      form: paper.pages.length > 1 ? page.text : "",
      heading,
      words,
      comparedHeading: compared(heading),
      comparedWords: compared(words)
    })));
    return [{
      title: paper.title,
      about: paper.about,
      address: paper.pages[0].path,
      comparedTitle: compared(paper.title + " " + paper.about),
      order,
      places
    }];
  }

  // Small letters without accents, a space before each word.
  function compared(text) {
    return " " + text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase()
      .replace(/[\u02bc\u2018\u2019']/g, "").replace(/[^\p{L}\p{N}£%]+/gu, " ").trim();
  }

  // The beginnings of words, but any part of a text in a script that has no spaces.
  function sought(query) {
    return compared(query).split(" ").filter(Boolean).map((word) => {
      return UNSPACED.test(word) ? word : " " + word;
    });
  }

  // ----------------------------------------------------------------- finding

  function find(all, words) {
    return all.map((paper) => ({ paper, places: placesOf(paper, words) }))
      .filter((found) => found.places.length)
      .map((found) => ({ ...found, score: found.places[0].score }))
      .sort((one, other) => other.score - one.score || one.paper.order - other.paper.order);
  }

  // A passage is found when every word is in it, or in the title above it.
  function placesOf(paper, words) {
    const inTitle = words.map((word) => paper.comparedTitle.includes(word));
    const found = [];
    for (const place of paper.places) {
      let score = 0;
      let own = 0;
      const all = words.every((word, index) => {
        const heading = place.comparedHeading.includes(word);
        const text = place.comparedWords.includes(word);
        own += heading || text;
        score += (inTitle[index] ? 6 : 0) + (heading ? 4 : 0) + (text ? 1 : 0);
        return inTitle[index] || heading || text;
      });
      if (all && own) found.push({ place, score });
    }
    if (!found.length && inTitle.every(Boolean)) found.push({ place: null, score: 6 * words.length });
    return found.sort((one, other) => other.score - one.score);
  }

  // ----------------------------------------------------------------- showing

  async function typed() {
    const query = box.value.trim();
    remember(query);
    const words = sought(query);
    if (!words.length) return show(null, query);
    const all = await load();
    if (box.value.trim() === query) show(find(all, words), query);
  }

  function show(found, query) {
    listing.hidden = found !== null;
    results.hidden = found === null || !found.length;
    list.replaceChildren(...(found || []).slice(0, PAPERS).map((each) => paperShown(each, query)));
    window.clearTimeout(telling);
    const said = found === null ? "" : summed(found, query);
    telling = window.setTimeout(() => { status.textContent = said; }, found === null ? 0 : QUIET);
  }

  function summed(found, query) {
    if (!found.length) return say("Nothing found for “%(query)s”. Try fewer or different words.", { query });
    const papers = sayMany("%(number)s document", "%(number)s documents", found.length);
    if (found.length <= PAPERS) return say("%(papers)s found for “%(query)s”.", { papers, query });
    return say("%(papers)s found for “%(query)s”; the best %(number)s are shown.", { papers, query, number: PAPERS });
  }

  // English, unless the page brings the words of its own language (script_words.py).
  function say(text, values) {
    return (ownWords[text] || text).replace(/%\((\w+)\)s/g, function (_, name) { return values[name]; });
  }

  function sayMany(one, many, number) {
    const forms = ownWords[many];
    const language = document.documentElement.lang;
    const text = forms ? forms[new Intl.PluralRules(language).select(number)] || forms.other
      : number === 1 ? one : many;
    return text.replace("%(number)s", number);
  }

  function paperShown({ paper, places }, query) {
    const item = made("li", "result");
    const title = made("h3", "result__title");
    title.append(link(paper.address, paper.title));
    item.append(title);
    if (paper.about) item.append(made("p", "result__about", paper.about));
    const inside = places.filter((each) => each.place);
    if (!inside.length) return item;
    const shown = made("ul", "result__places");
    shown.append(...inside.slice(0, PLACES).map((each) => placeShown(each.place, query)));
    item.append(shown);
    const more = inside.length - PLACES;
    if (more > 0) item.append(made("p", "result__more", sayMany("and %(number)s more place in it", "and %(number)s more places in it", more)));
    return item;
  }

  function placeShown(place, query) {
    const item = made("li", "result__place");
    item.append(link(place.address, place.heading));
    if (place.form) item.append(" ", made("span", "result__form", place.form));
    const said = made("p", "result__words");
    said.append(...marked(excerpt(place.words, query), query));
    item.append(said);
    return item;
  }

  // Some words before and after the first that was found.
  function excerpt(words, query) {
    const at = Math.max(0, words.search(pattern(query, "iu")));
    const start = at < 70 ? 0 : words.lastIndexOf(" ", at - 50) + 1;
    const end = words.length - start < 190 ? words.length : words.lastIndexOf(" ", start + 180);
    return (start ? "\u2026 " : "") + words.slice(start, end) + (end < words.length ? " \u2026" : "");
  }

  function marked(text, query) {
    const parts = [];
    let last = 0;
    for (const found of text.matchAll(pattern(query, "giu"))) {
      const start = found.index + found[1].length;
      parts.push(text.slice(last, start), made("mark", "", found[2]));
      last = start + found[2].length;
    }
    return [...parts, text.slice(last)];
  }

  // The beginnings of words that were asked for, each after what came before it.
  function pattern(query, flags) {
    const words = query.split(/\s+/).map((word) => {
      return word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/['\u2018\u2019]/g, "['\u2018\u2019]?");
    });
    return new RegExp("(^|[^\\p{L}\\p{N}])(" + words.join("|") + ")", flags);
  }

  function made(name, style, text) {
    const element = document.createElement(name);
    if (style) element.className = style;
    if (text) element.textContent = text;
    return element;
  }

  function link(address, text) {
    const element = made("a", "", text);
    element.href = address;
    return element;
  }

  // ------------------------------------------------ what was asked stays in the address

  function remember(query) {
    const address = window.location.pathname + (query ? "?q=" + encodeURIComponent(query) : "");
    try {
      window.history.replaceState(null, "", address);
    } catch (error) {
      // Some browsers do not let a page on disk change its address.
    }
  }

  function asked() {
    const query = new URLSearchParams(window.location.search).get("q");
    if (!query || box.value === query) return;
    box.value = query;
    typed();
  }
})();
