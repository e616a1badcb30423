// In a deck that is one file, its speaker's view is the same file, asked for as ?view=speaker.
//
// The view lies folded in a template of the page. Here it takes the page's place.
(function () {
  "use strict";

  const folded = document.getElementById("speaker-page");
  if (!folded || !/[?&]view=speaker\b/.test(window.location.search)) return;

  document.title = folded.dataset.title;
  document.documentElement.className = "";
  document.querySelector("meta[name=color-scheme]").content = folded.dataset.scheme;
  document.head.querySelectorAll("style").forEach(function (style) { style.remove(); });
  document.body.className = folded.dataset.class;
  Object.keys(folded.dataset).forEach(function (name) {
    document.body.dataset[name] = folded.dataset[name];
  });
  document.body.replaceChildren(document.importNode(folded.content, true));
})();
