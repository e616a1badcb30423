// Starts a new section.
(function () {
  "use strict";

  const form = document.getElementById("new");
  const wrong = document.getElementById("new-error");
  const title = document.getElementById("new-title");

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    fetch("/~desk/new", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ title: title.value })
    }).then(function (answer) { return answer.json(); }).then(function (said) {
      if (said.address) {
        window.location.assign(said.address);
        return;
      }
      wrong.textContent = said.error;
      wrong.hidden = false;
      title.setAttribute("aria-invalid", "true");
      title.focus();
    }).catch(function () {
      wrong.textContent = "The desk isn’t responding. Is csp-slides still running?";
      wrong.hidden = false;
    });
  });
}());
