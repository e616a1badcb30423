// Opens what is folded away before the page is printed, and folds it again afterwards. Keeps
// tables tables on narrow screens.
"use strict";

(() => {
  // Where a stylesheet lays out a table's parts as blocks, Safari treats them as plain text. HTML
  // does not allow these roles in the page, because they are the parts' own.
  const roles = {
    "table": "table",
    "thead, tbody": "rowgroup",
    "tr": "row",
    "th[scope=col]": "columnheader",
    "th[scope=row]": "rowheader",
    "td": "cell",
  };
  for (const [parts, role] of Object.entries(roles)) {
    for (const part of document.querySelectorAll(`:is(${parts})`)) {
      part.setAttribute("role", role);
    }
  }

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
