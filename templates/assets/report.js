// Opens what is folded away before the page is printed, and folds it again afterwards.
"use strict";

(() => {
  let opened = [];

  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) {
      details.open = true;
    }
  });

  window.addEventListener("afterprint", () => {
    for (const details of opened) {
      details.open = false;
    }
  });
})();
