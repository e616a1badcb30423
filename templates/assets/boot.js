// Runs before the page is drawn: chooses between the article, the slides and paper.
//
// Slides are as large as their window and no larger, so zooming in would do nothing for them
// (WCAG 1.4.4, 1.4.10). Where it has made the window very small, the article is shown, whose words
// grow; the menu leads back.
//
// The article is what the page is without scripts. The slides need reveal.css, so it is switched
// on here; if any later script cannot be loaded it is switched off again and the article stands.
(function () {
  "use strict";

  const root = document.documentElement;
  const query = window.location.search;

  root.classList.add("js");
  // In a deck of one file the speaker's view takes the place of the article: see unfold.js.
  if (/[?&]view=(article|speaker)\b/.test(query)) return;
  // In a frame of the speaker's view there is a slide and nothing else.
  root.classList.toggle("framed", /[?&]view=frame\b/.test(query) && window.parent !== window);
  const framed = root.classList.contains("framed");
  if (!framed && !/[?&](view|print-pdf)\b/.test(query) && zoomedIn()) return;
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

  // At 400% a window of 1280 by 1024 is 320 by 256 and has four dots to a pixel; a small window
  // that was not zoomed into has two at most.
  function zoomedIn() {
    const wide = window.innerWidth > window.innerHeight;
    const small = Math.min(window.innerWidth / 1280, window.innerHeight / 720) < 0.36;
    return wide && small && window.devicePixelRatio > 2;
  }

  function stage(view, on) {
    root.classList.toggle("staged", on);
    root.classList.toggle(view, on);
    document.getElementById("reveal-css").media = on ? "all" : "not all";
  }
})();
