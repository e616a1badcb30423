// Moves what two slides share from its place on the one to its place on the other.
//
// This is reveal.js's auto-animation, made of the browser's own animations: reveal.js writes a
// style element for it, which a strict Content-Security-Policy refuses.
(function () {
  "use strict";

  var less = window.matchMedia("(prefers-reduced-motion: reduce)");
  var WORDS = "h1, h2, h3, h4, h5, h6, p, li";
  var MEDIA = "img, video, iframe";
  var KEPT = ["opacity", "color", "backgroundColor", "borderColor", "borderRadius"];

  if (window.Reveal) Reveal.on("slidechanged", function (event) {
    // Not before all others have been told: one of them makes the words fit.
    window.queueMicrotask(function () { move(event.previousSlide, event.currentSlide); });
  });

  // Reveal.js has found that the two slides belong together when it stops their own transition.
  function move(from, to) {
    var together = Reveal.getSlidesElement().classList.contains("disable-slide-transitions");
    if (!from || !together || less.matches) return;
    var pairs = pairsOf(from, to);
    pairs.forEach(function (pair) { carry(pair[0], pair[1], to); });
    if (to.dataset.autoAnimateUnmatched === "false") return;
    var arrived = pairs.map(function (pair) { return pair[1]; });
    unmatched(to, arrived).forEach(function (each) { fadeIn(each, to); });
  }

  function pairsOf(from, to) {
    var waiting = new Map();
    candidates(from).forEach(function (each) {
      var key = keyOf(each);
      waiting.set(key, (waiting.get(key) || []).concat(each));
    });
    var pairs = [];
    candidates(to).forEach(function (each) {
      var inside = pairs.some(function (pair) { return pair[1].contains(each); });
      var match = (waiting.get(keyOf(each)) || []).shift();
      if (match && (!inside || each.dataset.id)) pairs.push([match, each]);
    });
    return pairs;
  }

  function candidates(slide) {
    var all = slide.querySelectorAll("[data-id], pre, " + WORDS + ", " + MEDIA);
    return Array.from(all).filter(function (each) { return !each.closest(".notes, .backdrop"); });
  }

  function keyOf(element) {
    if (element.dataset.id) return "id " + element.dataset.id;
    var content = element.matches(MEDIA) ? element.getAttribute("src") : element.textContent.trim();
    return element.tagName + " " + content;
  }

  function carry(from, to, slide) {
    var scale = Reveal.getScale();
    var a = from.getBoundingClientRect();
    var b = to.getBoundingClientRect();
    var was = window.getComputedStyle(from);
    var is = window.getComputedStyle(to);
    if (!a.width || !b.width) return;
    var grown = parseFloat(was.fontSize) / parseFloat(is.fontSize);
    var stretch = to.matches(WORDS) ? [grown, grown] : [a.width / b.width, a.height / b.height];
    var start = { transformOrigin: "0 0", transform: "translate(" + (a.left - b.left) / scale + "px, " +
      (a.top - b.top) / scale + "px) scale(" + stretch.join(", ") + ")" };
    var end = { transformOrigin: "0 0", transform: "none" };
    KEPT.forEach(function (name) {
      start[name] = was[name];
      end[name] = is[name];
    });
    to.animate([start, end], timing(to, slide, 0));
  }

  function unmatched(parent, arrived) {
    return Array.from(parent.children).flatMap(function (child) {
      if (child.matches(".notes, .slide-background, .backdrop") || arrived.indexOf(child) >= 0) return [];
      var holds = arrived.some(function (each) { return child.contains(each); });
      return holds ? unmatched(child, arrived) : [child];
    });
  }

  function fadeIn(element, slide) {
    var whole = timing(element, slide, 0.2);
    element.animate([{ opacity: 0 }, { opacity: window.getComputedStyle(element).opacity }], whole);
  }

  // `wait` is the share of the time before it begins.
  function timing(element, slide, wait) {
    var seconds = number(element, "autoAnimateDuration") || number(slide, "autoAnimateDuration") || 1;
    var delay = number(element, "autoAnimateDelay") || 0;
    var easing = element.dataset.autoAnimateEasing || slide.dataset.autoAnimateEasing || "ease";
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
