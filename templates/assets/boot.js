// Runs before the page is drawn: chooses between the article, the slides and paper.
//
// The article is what the page is without scripts. The slides need reveal.css, so it is switched
// on here; if any later script cannot be loaded it is switched off again and the article stands.
(function () {
  "use strict";

  var root = document.documentElement;
  var query = window.location.search;

  root.classList.add("js");
  if (/[?&]view=article\b/.test(query)) return;
  // In a frame of the speaker's view there is a slide and nothing else.
  root.classList.toggle("framed", /[?&]view=frame\b/.test(query) && window.parent !== window);
  if (/[?&](view=print|print-pdf)\b/.test(query)) {
    // Reveal.js's own rules for paper keep away from a page that has this class.
    root.classList.add("print-pdf");
    stage("print-view", true);
  } else {
    stage("slides-view", true);
  }
  window.addEventListener("error", function (event) {
    if (event.target instanceof HTMLScriptElement) stage("slides-view", false);
  }, true);

  function stage(view, on) {
    root.classList.toggle("staged", on);
    root.classList.toggle(view, on);
    document.getElementById("reveal-css").media = on ? "all" : "not all";
  }
})();
