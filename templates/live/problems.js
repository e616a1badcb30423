// What is wrong, over the last good page and on the slides that it belongs to. Nothing of this is
// in a published page.
(function () {
  "use strict";

  let told = [];
  let items = [];

  window.CspSlides = Object.assign(window.CspSlides || {}, {
    problems: { report: report, mark: mark, lose: lose }
  });

  // The panel, and how many warnings there are.
  function report(message) {
    told = message.problems;
    const panel = part("panel");
    const errors = told.filter(isError);
    items = told.map(function (each) { return isError(each) ? item(each) : null; });
    fill(part("errors"), items.filter(Boolean));
    part("count").textContent = errors.length === 1 ? "1 problem stops the last change from being shown"
      : errors.length + " problems keep the last change from being shown";
    panel.hidden = errors.length === 0;
    part("again").hidden = true;
    part("again").textContent = counted(errors.length, "problem");
    const badge = part("badge");
    badge.hidden = message.warnings === 0;
    badge.textContent = counted(message.warnings, "warning");
  }

  // `deck` says which page it is, gives the slide of a number, its place among those shown and its
  // title, and goes there.
  function mark(deck) {
    const slides = new Map();
    told.forEach(function (problem, index) {
      if (problem.severity === "hint") return;
      (problem.slides[deck.path] || []).forEach(function (number) {
        const slide = deck.slide(number);
        if (!slide) return;
        if (!slides.has(slide)) slides.set(slide, []);
        slides.get(slide).push(problem);
        if (items[index]) items[index].firstChild.after(where(deck, slide));
      });
    });
    // What can be seen on this page comes first.
    const here = items.filter(Boolean).filter(function (each) { return each.querySelector(".live__where"); });
    part("errors").prepend.apply(part("errors"), here);
    document.querySelectorAll("#slides .live-marked").forEach(function (slide) {
      if (!slides.has(slide)) unmark(slide);
    });
    slides.forEach(function (problems, slide) { wear(slide, problems); });
  }

  function wear(slide, problems) {
    const before = slide.querySelector(":scope > .live-mark");
    const made = element("details", "live-mark");
    const errors = problems.filter(isError).length;
    const parts = [[errors, "problem"], [problems.length - errors, "warning"]];
    const words = parts.filter(function (each) { return each[0]; }).map(function (each) {
      return counted(each[0], each[1]);
    });
    const sign = element("span", "live-mark__sign", "!");
    sign.setAttribute("aria-hidden", "true");
    const summary = element("summary", "live-mark__count");
    summary.append(sign, " " + words.join(", "));
    const list = element("ol", "live-mark__list");
    fill(list, problems.map(item));
    made.append(summary, list);
    made.classList.toggle("live-mark--error", errors > 0);
    slide.classList.toggle("live-marked", true);
    slide.classList.toggle("live-marked--error", errors > 0);
    if (!before) return slide.append(made);
    if (before.outerHTML.replace(/ open=""/, "") === made.outerHTML) return;
    made.open = before.open;
    before.replaceWith(made);
  }

  function unmark(slide) {
    slide.classList.remove("live-marked", "live-marked--error");
    const worn = slide.querySelector(":scope > .live-mark");
    if (worn) worn.remove();
  }

  function where(deck, slide) {
    const line = element("p", "live__where", "On ");
    const link = element("a", "live__slide", deck.name(slide));
    const named = slide.id ? slide : slide.querySelector("[id]");
    link.href = "#" + (named ? named.id : "slides");
    link.addEventListener("click", function (event) {
      event.preventDefault();
      event.stopPropagation();
      hide();
      deck.go(slide);
    });
    line.append(link);
    return line;
  }

  function item(found) {
    const made = element("li", "live__problem");
    made.append(element("p", "live__message", found.message));
    if (found.file) {
      made.append(element("p", "live__place", found.file + ", line " + found.line));
      if (found.text) made.append(element("pre", "live__text", found.text));
    }
    if (found.help) made.append(element("p", "live__help", found.help));
    return made;
  }

  function lose(is) {
    part("lost").hidden = !is;
  }

  // ---------------------------------------------------------------------------- the box

  function part(name) {
    return box().querySelector(".live__" + name);
  }

  function box() {
    const found = document.querySelector(".live");
    if (found) return found;
    const made = element("aside", "live");
    made.setAttribute("aria-label", "While you work");
    const panel = element("section", "live__panel");
    panel.setAttribute("role", "alert");
    panel.hidden = true;
    const button = element("button", "live__hide", "Hide");
    button.type = "button";
    button.addEventListener("click", function () {
      hide();
      part("again").focus();
    });
    panel.append(element("h2", "live__count"), element("ol", "live__errors"), button);
    const again = element("button", "live__again");
    again.type = "button";
    again.hidden = true;
    again.addEventListener("click", function () {
      panel.hidden = false;
      again.hidden = true;
      button.focus();
    });
    const badge = element("a", "live__badge");
    badge.href = "/~live/state";
    badge.target = "csp-slides-state";
    badge.hidden = true;
    const lost = element("p", "live__lost", "csp-slides serve isn't running: changes won't be shown until it runs again");
    lost.hidden = true;
    const row = element("div", "live__row");
    row.append(lost, again, badge);
    made.append(panel, row);
    document.body.append(made);
    return made;
  }

  function hide() {
    part("panel").hidden = true;
    part("again").hidden = false;
  }

  function isError(found) {
    return found.severity === "error";
  }

  function counted(count, word) {
    return count + " " + word + (count === 1 ? "" : "s");
  }

  function fill(parent, children) {
    parent.replaceChildren.apply(parent, children);
  }

  function element(name, className, words) {
    const made = document.createElement(name);
    made.className = className;
    if (words) made.textContent = words;
    return made;
  }
})();
