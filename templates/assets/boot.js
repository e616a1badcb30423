// Runs before the page is drawn: chooses between the article and the slides.
//
// The article is what the page is without scripts. The slides need reveal.css, so it is switched
// on here; if any later script cannot be loaded it is switched off again and the article stands.
(function () {
  "use strict";

  var root = document.documentElement;
  var view = /[?&]view=([a-z]+)/.exec(window.location.search);

  root.classList.add("js");
  if (view && (view[1] === "article" || view[1] === "print")) {
    root.classList.add(view[1] + "-view");
    return;
  }
  show(true);
  window.addEventListener("error", function (event) {
    if (event.target instanceof HTMLScriptElement) show(false);
  }, true);

  function show(slides) {
    root.classList.toggle("slides-view", slides);
    root.classList.toggle("article-view", !slides);
    document.getElementById("reveal-css").media = slides ? "all" : "not all";
  }
})();
