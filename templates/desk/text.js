// The file's own text, to be read or edited.
(function () {
  "use strict";

  const desk = window.CspDesk;
  const panel = document.getElementById("text");
  const yaml = document.getElementById("yaml");

  desk.does("text", function (button) {
    if (panel.hidden) return open(button);
    close(button);
  });

  // The repairs of `csp-slides fix`, put into the page as if they had been typed.
  desk.does("fix", function () {
    desk.ask("fix", desk.sent()).then(function (said) {
      if (said.error) return desk.say(said.error);
      desk.text = said.text;
      yaml.value = said.text;
      if (panel.hidden) desk.refill(said.form);
      desk.say("Fixed what can be fixed. Check it, then save.");
      desk.typed();
    });
  });

  function open(button) {
    desk.ask("show", desk.sent()).then(function (said) {
      if (said.error) desk.say(said.error);
      yaml.value = said.error ? desk.text : said.text;
      desk.text = yaml.value;
      panel.hidden = false;
      desk.fields.hidden = true;
      button.textContent = "Form";
      yaml.focus();
      yaml.setSelectionRange(0, 0);
      yaml.scrollTop = 0;
    });
  }

  // The form is filled from the text, which may have been changed.
  function close(button) {
    desk.ask("form", { text: yaml.value }).then(function (said) {
      if (said.error) return desk.say(said.error);
      desk.text = yaml.value;
      panel.hidden = true;
      desk.fields.hidden = false;
      button.textContent = "File’s text";
      desk.refill(said.form);
    });
  }
}());
