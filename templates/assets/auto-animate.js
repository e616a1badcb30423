// Moves what two slides share from its place on the one to its place on the other.
//
// This is reveal.js's auto-animation, made of the browser's own animations: reveal.js writes a
// style element for it, which a strict Content-Security-Policy refuses.
(function () {
  "use strict";

  const less = window.matchMedia("(prefers-reduced-motion: reduce)");
  const WORDS = "h1, h2, h3, h4, h5, h6, p, li";
  const MEDIA = "img, video, iframe";
  const KEPT = ["opacity", "color", "backgroundColor", "borderColor", "borderRadius"];

  if (window.Reveal) {Reveal.on("slidechanged", function (event) {
    // After all other listeners: one of them makes the text fit.
    window.queueMicrotask(function () { move(event.previousSlide, event.currentSlide); });
  });}

  // Reveal.js has found that the two slides belong together when it stops their own transition.
  function move(from, to) {
    const together = Reveal.getSlidesElement().classList.contains("disable-slide-transitions");
    if (!from || !together || less.matches) return;
    const pairs = pairsOf(from, to);
    pairs.forEach(function (pair) { carry(pair[0], pair[1], to); });
    if (to.dataset.autoAnimateUnmatched === "false") return;
    const arrived = pairs.map(function (pair) { return pair[1]; });
    unmatched(to, arrived).forEach(function (each) { fadeIn(each, to); });
  }

  function pairsOf(from, to) {
    const waiting = new Map();
    candidates(from).forEach(function (each) {
      const key = keyOf(each);
      waiting.set(key, (waiting.get(key) || []).concat(each));
    });
    const pairs = [];
    candidates(to).forEach(function (each) {
      const inside = pairs.some(function (pair) { return pair[1].contains(each); });
      const match = (waiting.get(keyOf(each)) || []).shift();
      if (match && (!inside || each.dataset.id)) pairs.push([match, each]);
    });
    return pairs;
  }

  function candidates(slide) {
    const all = slide.querySelectorAll("[data-id], pre, " + WORDS + ", " + MEDIA);
    return Array.from(all).filter(function (each) { return !each.closest(".notes, .backdrop"); });
  }

  function keyOf(element) {
    if (element.dataset.id) return "id " + element.dataset.id;
    const content = element.matches(MEDIA) ? element.getAttribute("src") : element.textContent.trim();
    return element.tagName + " " + content;
  }

  function carry(from, to, slide) {
    const scale = Reveal.getScale();
    const a = from.getBoundingClientRect();
    const b = to.getBoundingClientRect();
    const was = window.getComputedStyle(from);
    const is = window.getComputedStyle(to);
    if (!a.width || !b.width) return;
    const grown = parseFloat(was.fontSize) / parseFloat(is.fontSize);
    const stretch = to.matches(WORDS) ? [grown, grown] : [a.width / b.width, a.height / b.height];
    const start = { transformOrigin: "0 0", transform: "translate(" + (a.left - b.left) / scale + "px, " +
      (a.top - b.top) / scale + "px) scale(" + stretch.join(", ") + ")" };
    const end = { transformOrigin: "0 0", transform: "none" };
    KEPT.forEach(function (name) {
      start[name] = was[name];
      end[name] = is[name];
    });
    to.animate([start, end], timing(to, slide, 0));
  }

  function unmatched(parent, arrived) {
    return Array.from(parent.children).flatMap(function (child) {
      if (child.matches(".notes, .slide-background, .backdrop") || arrived.indexOf(child) >= 0) return [];
      const holds = arrived.some(function (each) { return child.contains(each); });
      return holds ? unmatched(child, arrived) : [child];
    });
  }

  function fadeIn(element, slide) {
    const whole = timing(element, slide, 0.2);
    element.animate([{ opacity: 0 }, { opacity: window.getComputedStyle(element).opacity }], whole);
  }

  // `wait` is the share of the time before it starts.
  function timing(element, slide, wait) {
    const seconds = number(element, "autoAnimateDuration") || number(slide, "autoAnimateDuration") || 1;
    const delay = number(element, "autoAnimateDelay") || 0;
    const easing = element.dataset.autoAnimateEasing || slide.dataset.autoAnimateEasing || "ease";
    return {
      delay: 1000 * (delay + wait * seconds),
      duration: 1000 * (1 - wait) * seconds,
      easing: CSS.supports("transition-timing-function", easing) ? easing : "ease",
      fill: "backwards"
    };
  }

  function number(element, name) {
    return parseFloat(element.dataset[name]);
  }
})();
