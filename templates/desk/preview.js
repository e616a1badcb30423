// Shows the slides and the report of what is being typed, as soon as somebody pauses.
(function () {
  "use strict";

  const PAUSE = 250;

  const desk = window.CspDesk;
  const panel = document.getElementById("preview");
  const frame = document.getElementById("frame");
  let look = "deck";
  let pages = { deck: null, report: null };
  let written = null;
  let slides = {};
  let waiting = 0;
  let asking = false;
  let again = false;
  let wanted = "";

  desk.on("typed", function () {
    panel.setAttribute("aria-busy", "true");
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, PAUSE);
  });
  desk.on("filled", ask);

  // One question at a time, and the last one for certain.
  function ask() {
    waiting = 0;
    panel.setAttribute("aria-busy", "true");
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    desk.ask("show", desk.sent()).then(function (said) {
      asking = false;
      if (again) {
        again = false;
        ask();
      }
      take(said);
      if (!asking && !waiting) panel.removeAttribute("aria-busy");
    });
  }

  function take(said) {
    if (said.error) {
      desk.tell("shown", { messages: [{ severity: "error", message: said.error, path: "", help: null, line: null, comment: [] }] });
      return;
    }
    desk.latest = said.text;
    pages = { deck: said.deck, report: said.report };
    if (said.is_current) slides = said.slides;
    document.getElementById("preview-state").hidden = said.is_current;
    spoken(said.spoken);
    desk.tell("shown", said);
    show();
  }

  function spoken(said) {
    const whole = said[""];
    if (!whole) return;
    document.querySelector("[data-spoken]").textContent = words(whole);
    desk.fields.querySelectorAll("[data-list='items'] > [data-entry]").forEach(function (entry, index) {
      const own = said["items." + index];
      entry.querySelector("[data-facts]").textContent = own && own.words ? words(own) : "";
    });
  }

  function words(said) {
    const count = said.words === 1 ? "1 spoken word" : said.words.toLocaleString("en-GB") + " spoken words";
    return count + ", " + said.minutes + (said.minutes === 1 ? " minute" : " minutes");
  }

  function show() {
    const page = pages[look];
    if (!page) return;
    const address = "/~desk/preview/" + desk.address(desk.path) + "/~/" + page;
    if (frame.dataset.address !== address) {
      frame.dataset.address = address;
      written = null;
      frame.src = address;
      return;
    }
    renew(address);
  }

  // Puts what is new into the page that is open, so that it doesn't flicker; else loads it again.
  function renew(address) {
    fetch(address).then(function (answer) { return answer.text(); }).then(function (text) {
      const next = new DOMParser().parseFromString(text, "text/html");
      const inner = frame.contentWindow;
      const before = written;
      written = next;
      const can = look === "deck" && before && inner.CspSlides && inner.CspSlides.slides && isSame(before, next);
      if (can) {
        inner.CspSlides.slides.renew(before, next, false);
        go();
      } else if (!before || before.body.innerHTML !== next.body.innerHTML) {
        const top = inner.scrollY;
        frame.addEventListener("load", function () { frame.contentWindow.scrollTo(0, top); }, { once: true });
        inner.location.reload();
      }
    }).catch(function () { frame.src = address; });
  }

  // Whether two states of a page differ in nothing but their slides.
  function isSame(before, next) {
    return head(before) === head(next);
  }

  function head(page) {
    return Array.from(page.querySelectorAll("link, script")).map(function (each) { return each.outerHTML; }).join("");
  }

  frame.addEventListener("load", function () {
    const address = frame.dataset.address;
    if (!address) return;
    fetch(address).then(function (answer) { return answer.text(); }).then(function (text) {
      written = new DOMParser().parseFromString(text, "text/html");
    });
    // A deck's keys are for its own page; here Tab has to move on.
    go();
  });

  desk.fields.addEventListener("focusin", function (event) {
    let entry = null;
    for (let around = event.target.closest("[data-entry]"); around; around = around.parentElement.closest("[data-entry]")) entry = around;
    if (!entry) return;
    const list = entry.parentElement;
    wanted = list.dataset.list + "." + Array.from(list.children).indexOf(entry);
    go();
  });

  // Goes to the slide of the entry that is being written.
  function go() {
    const inner = frame.contentWindow;
    const slide = slides[wanted];
    if (look !== "deck" || !slide || !inner || !inner.CspSlides || !inner.CspSlides.slides) return;
    const target = inner.document.getElementById(slide);
    if (target && inner.CspSlides.slides.isRunning()) inner.CspSlides.slides.go(target, undefined);
  }

  document.querySelectorAll("[data-look]").forEach(function (button) {
    button.addEventListener("click", function () {
      look = button.dataset.look;
      document.querySelectorAll("[data-look]").forEach(function (each) {
        each.setAttribute("aria-pressed", String(each === button));
      });
      frame.title = look === "deck" ? "Preview of the slides" : "Preview of the report";
      frame.dataset.look = look;
      show();
    });
  });
}());
