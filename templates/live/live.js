// Shows changes while the content is worked on: swaps what changed into the open page, and lays
// what is wrong over it. The server adds this script to its pages; no published page has it.
//
// One window of the browser listens to the server and passes the word on to the others, since a
// browser allows six connections to one server and a speaker's view is four pages.
(function () {
  "use strict";

  const STATE = "~live/state";
  const root = document.documentElement;
  const framed = window.parent !== window;
  let version = versionOf(document);
  const channel = new BroadcastChannel("csp-slides live");
  let shown = null;
  let busy = Promise.resolve();

  window.CspSlides = Object.assign(window.CspSlides || {}, { live: { save: save } });
  channel.addEventListener("message", function (event) { take(event.data); });
  busy = page().then(function (fetched) {
    shown = fetched;
    // Something changed between the page and this script.
    if (versionOf(fetched) !== version) window.location.reload();
  });
  lead();

  // ------------------------------------------------------------------------ the server

  function lead() {
    if (framed) return;
    if (!navigator.locks) return connect();
    navigator.locks.request("csp-slides live", function () {
      connect();
      return new Promise(function () {});
    });
    fetch("/~live/state.json").then(function (answer) { return answer.json(); }).then(report);
  }

  function connect() {
    const events = new EventSource("/~live/events");
    events.addEventListener("message", function (event) {
      const message = JSON.parse(event.data);
      take(message);
      channel.postMessage(message);
    });
    events.addEventListener("error", function () {
      say("lost");
      if (events.readyState === EventSource.CLOSED) window.setTimeout(connect, 1000);
    });
  }

  // Changes are taken one after another, in their order.
  function take(message) {
    say("");
    // Where the slides do not fit this page, it is fetched at the next word.
    if (message.slides) return after(function () { patch(message); });
    const wanted = message.pages ? message.pages[path()] : message.good;
    if (wanted || path() === STATE) {
      after(function () { if (wanted !== version) return renew(message.follow); });
    }
    report(message);
  }

  function patch(message) {
    if (message.page !== path() || message.before !== version || !shown) return;
    if (CspSlides.slides.patch(shown, message)) version = message.after;
  }

  function after(step) {
    busy = busy.then(step).catch(function () {});
  }

  function path() {
    const name = decodeURIComponent(window.location.pathname).replace(/^\//, "");
    return name === "" || name.endsWith("/") ? name + "index.html" : name;
  }

  function page() {
    return fetch(window.location.pathname, { cache: "no-store" }).then(function (answer) {
      // What is taken away stays to be looked at.
      return answer.status === 404 ? Promise.reject() : answer.text();
    }).then(function (text) {
      return new DOMParser().parseFromString(text, "text/html");
    });
  }

  function versionOf(page) {
    const script = page.querySelector("script[data-live-page]");
    return script ? script.dataset.livePage : "";
  }

  // -------------------------------------------------------------------------- in place

  function renew(follow) {
    return page().then(function (next) {
      version = versionOf(next);
      if (!shown || same(shown.body, next.body) && same(styles(shown), styles(next))) return;
      if (mustReload(shown, next)) return window.location.reload();
      return restyle(shown, next).then(function () {
        const before = shown;
        shown = next;
        document.title = next.title;
        if (document.getElementById("slides")) CspSlides.slides.renew(before, next, follow);
        else if (document.body.classList.contains("speaker")) swapCues(next);
        else swapPage(next);
      });
    });
  }

  function same(one, other) {
    return one.outerHTML === other.outerHTML;
  }

  // What scripts have taken hold of cannot be exchanged under their hands.
  function mustReload(before, next) {
    const script = function (each) { return each.getAttribute("src"); };
    const scripts = function (of) { return Array.from(of.querySelectorAll("script[src]"), script).join(); };
    if (scripts(before) !== scripts(next)) return true;
    if (before.body.className !== next.body.className) return true;
    return ["#slides", ".page-header", ".keys", ".controls"].some(function (selector) {
      const one = shell(before, selector);
      const other = shell(next, selector);
      return one !== other;
    });
  }

  // An element as it is written: of the slides themselves and the speaker's list only the tag.
  function shell(of, selector) {
    const found = of.querySelector(selector);
    if (!found) return "";
    const copy = found.cloneNode(selector !== "#slides");
    copy.querySelectorAll("#jump").forEach(function (list) { list.replaceChildren(); });
    return copy.outerHTML;
  }

  function styles(of) {
    const made = of.createElement("div");
    of.querySelectorAll("link[rel=stylesheet]").forEach(function (link) { made.append(link.cloneNode()); });
    return made;
  }

  // The new stylesheet is there before the old one goes, so that the page is never bare.
  function restyle(before, next) {
    root.className = root.className.replace(before.documentElement.className, next.documentElement.className);
    const old = hrefs(before);
    const fresh = hrefs(next);
    let last = null;
    const loading = [];
    fresh.forEach(function (href) {
      let link = linked(href);
      if (!link) {
        link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = href;
        const twin = linked(old[fresh.indexOf(href)]);
        if (twin && twin.id) { link.id = twin.id; link.media = twin.media; }
        loading.push(new Promise(function (done) { link.onload = link.onerror = done; }));
        if (last) last.after(link);
        else document.head.prepend(link);
      }
      last = link;
    });
    return Promise.all(loading).then(function () {
      old.filter(function (href) { return fresh.indexOf(href) < 0; }).forEach(function (href) {
        linked(href).remove();
      });
    });
  }

  function hrefs(of) {
    return Array.from(of.querySelectorAll("link[rel=stylesheet]"), function (link) {
      return link.getAttribute("href");
    });
  }

  function linked(href) {
    return Array.from(document.querySelectorAll("link[rel=stylesheet]")).find(function (link) {
      return link.getAttribute("href") === href;
    });
  }

  // ----------------------------------------------------------------------- other pages

  function swapCues(next) {
    ["notes", "jump", "questions"].forEach(function (id) {
      const fresh = document.importNode(next.getElementById(id), true);
      document.getElementById(id).replaceChildren.apply(document.getElementById(id), Array.from(fresh.childNodes));
    });
    ["limit", "rate"].forEach(function (name) {
      if (name in next.body.dataset) document.body.dataset[name] = next.body.dataset[name];
      else delete document.body.dataset[name];
    });
    CspSlides.speaker.renew();
  }

  function swapPage(next) {
    const open = Array.from(document.querySelectorAll("details"), function (each) { return each.open; });
    const scroll = [window.scrollX, window.scrollY];
    const panel = document.querySelector(".live");
    document.body.replaceChildren.apply(document.body, Array.from(document.importNode(next.body, true).childNodes));
    if (panel) document.body.append(panel);
    document.querySelectorAll("details").forEach(function (each, index) { each.open = open[index] || each.open; });
    window.scrollTo(scroll[0], scroll[1]);
  }

  // -------------------------------------------------------------------- what is wrong

  // In a frame of the speaker's view there is a slide and nothing else; the state's own page lists
  // the problems itself.
  function report(message) {
    if (framed || path() === STATE) return;
    CspSlides.problems.report(message);
    after(mark);
  }

  function say(what) {
    if (!framed) CspSlides.problems.lose(what === "lost");
  }

  // On the slides that they belong to; the server counts the slides of the page as it was written.
  function mark() {
    if (framed || !document.getElementById("slides")) return;
    const slides = CspSlides.slides;
    const of = slides.places(shown);
    if (!of) return;
    CspSlides.problems.mark({
      path: path(),
      slide: function (number) { return of.live[of.visible.indexOf(of.written[number])]; },
      name: function (slide) {
        const title = slide.querySelector("h1, h2, h3, h4, h5, h6");
        const number = "slide " + (of.live.indexOf(slide) + 1);
        return title ? number + ": " + title.textContent.replace(/\s+/g, " ").trim() : number;
      },
      go: function (slide) {
        if (slides.isRunning()) slides.go(slide, undefined);
        else slide.scrollIntoView();
        slide.querySelector(".live-mark summary").focus({ preventScroll: true });
      }
    });
  }

  // ------------------------------------------------------------------------- rehearsal

  function save(text, told) {
    fetch("/~live/rehearsal/" + encodeURIComponent(document.body.dataset.slug), { method: "POST", body: text })
      .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(); })
      .then(function (saved) { told("Saved as " + saved.saved); }, function () { told("This rehearsal couldn't be saved"); });
  }
})();
