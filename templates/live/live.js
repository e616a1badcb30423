// Shows changes while the content is worked on: swaps what changed into the open page, and lays
// what is wrong over it. The server adds this script to its pages; no published page has it.
//
// One window of the browser listens to the server and passes the word on to the others, since a
// browser allows six connections to one server and a speaker's view is four pages.
(function () {
  "use strict";

  var STATE = "~live/state";
  var root = document.documentElement;
  var framed = window.parent !== window;
  var version = versionOf(document);
  var channel = new BroadcastChannel("csp-slides live");
  var shown = null;
  var busy = Promise.resolve();

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
    var events = new EventSource("/~live/events");
    events.addEventListener("message", function (event) {
      var message = JSON.parse(event.data);
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
    if (message.slides) return after(function () { patch(message); });
    var wanted = message.pages ? message.pages[path()] : message.good;
    if (wanted || path() === STATE) {
      after(function () { if (wanted !== version) return renew(message.follow); });
    }
    report(message);
  }

  function after(step) {
    busy = busy.then(step).catch(function () {});
  }

  function path() {
    var name = decodeURIComponent(window.location.pathname).replace(/^\//, "");
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
    var script = page.querySelector("script[data-live-page]");
    return script ? script.dataset.livePage : "";
  }

  // -------------------------------------------------------------------------- in place

  function renew(follow) {
    return page().then(function (next) {
      version = versionOf(next);
      if (!shown || same(shown.body, next.body) && same(styles(shown), styles(next))) return;
      if (mustReload(shown, next)) return window.location.reload();
      return restyle(shown, next).then(function () {
        var before = shown;
        shown = next;
        document.title = next.title;
        if (document.getElementById("slides")) swapSlides(before, next, follow);
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
    var script = function (each) { return each.getAttribute("src"); };
    var scripts = function (of) { return Array.from(of.querySelectorAll("script[src]"), script).join(); };
    if (scripts(before) !== scripts(next)) return true;
    if (before.body.className !== next.body.className) return true;
    return ["#slides", ".page-header", ".keys", ".controls"].some(function (selector) {
      var one = shell(before, selector);
      var other = shell(next, selector);
      return one !== other;
    });
  }

  // An element as it is written: of the slides themselves and the speaker's list only the tag.
  function shell(of, selector) {
    var found = of.querySelector(selector);
    if (!found) return "";
    var copy = found.cloneNode(selector !== "#slides");
    copy.querySelectorAll("#jump").forEach(function (list) { list.replaceChildren(); });
    return copy.outerHTML;
  }

  function styles(of) {
    var made = of.createElement("div");
    of.querySelectorAll("link[rel=stylesheet]").forEach(function (link) { made.append(link.cloneNode()); });
    return made;
  }

  // The new stylesheet is there before the old one goes, so that the page is never bare.
  function restyle(before, next) {
    root.className = root.className.replace(before.documentElement.className, next.documentElement.className);
    var old = hrefs(before);
    var fresh = hrefs(next);
    var last = null;
    var loading = [];
    fresh.forEach(function (href) {
      var link = linked(href);
      if (!link) {
        link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = href;
        var twin = linked(old[fresh.indexOf(href)]);
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

  // ---------------------------------------------------------------------------- slides

  // The server has sent the slides themselves. Whatever does not match is left to the next word
  // of the page, which is then fetched.
  function patch(message) {
    if (message.page !== path() || message.before !== version || !shown) return;
    var running = isRunning();
    var written = leaves(shown);
    var visible = running ? written.filter(function (slide) { return !isHidden(slide); }) : written;
    var live = leaves(document);
    var fresh = sections(parsed(message.slides.map(function (slide) { return slide[1]; }).join("")).body);
    var fits = written.length === message.count && visible.length === live.length &&
      fresh.length === message.slides.length;
    var plain = fits && message.slides.every(function (slide, index) {
      var old = written[slide[0]];
      return isHidden(old) === isHidden(fresh[index]) && !sections(old).length && !sections(fresh[index]).length;
    });
    if (!plain) return;
    version = message.after;
    swap(message.follow, running, function (done) {
      message.slides.forEach(function (slide, index) {
        var old = written[slide[0]];
        var at = visible.indexOf(old);
        if (at >= 0) {
          rewrite(live[at], old, fresh[index]);
          done.changed.push(live[at]);
        }
        old.replaceWith(fresh[index]);
      });
    });
  }

  function parsed(html) {
    return new DOMParser().parseFromString(html, "text/html");
  }

  // The slides themselves, in their order, of the page as it was written or as it is shown.
  function leaves(of) {
    return sections(of.querySelector("#slides .slides")).flatMap(function (slide) {
      return slide.classList[0] === "stack" ? sections(slide) : [slide];
    });
  }

  function isHidden(slide) {
    return slide.getAttribute("data-visibility") === "hidden";
  }

  function isRunning() {
    return root.classList.contains("slides-view") && Boolean(window.Reveal) && Reveal.isReady();
  }

  function swapSlides(before, next, follow) {
    var running = isRunning();
    swap(follow, running, function (done) {
      var live = document.querySelector("#slides .slides");
      merge(live, slides(before, running), slides(next, running), done);
      swapFoot(next);
    });
  }

  // Lets `exchange` put other slides into the page, and stays where the reader is.
  function swap(follow, running, exchange) {
    var at = running ? Reveal.getIndices() : null;
    var current = running ? Reveal.getCurrentSlide() : null;
    var overview = running && Reveal.isOverview();
    var scroll = [window.scrollX, window.scrollY];
    var name = current ? current.id : "";
    var done = { changed: [], moved: false, heirs: new Map() };
    exchange(done);
    if (!running) return window.scrollTo(scroll[0], scroll[1]);
    if (overview) Reveal.toggleOverview(false);
    if (CspSlides.backdrops) CspSlides.backdrops.claim();
    if (done.moved) Reveal.sync();
    else done.changed.forEach(function (slide) { Reveal.syncSlide(slide); });
    document.dispatchEvent(new CustomEvent("csp-slides:swapped"));
    var target = follow && !framed ? edited(done.changed) : null;
    var stays = successor(current, name, done.heirs);
    if (target) go(target, undefined);
    else if (!done.moved && stays === current) settle(current, at, done.changed);
    else if (stays) go(stays, at.f);
    else Reveal.slide(at.h, at.v, at.f);
    if (overview) Reveal.toggleOverview(true);
  }

  // Going to the slide where one is would look at every slide of the deck; only what it holds is
  // other, so that fragments are shown again, and films and frames begin.
  function settle(slide, at, changed) {
    if (changed.indexOf(slide) < 0) return;
    if (slide.querySelector("video, audio, iframe, [data-src]")) return Reveal.slide(at.h, at.v, at.f);
    if (at.f !== undefined) Reveal.navigateFragment(at.f);
  }

  // The slide that is looked at: the one of its name, else itself, else the one in its place.
  function successor(slide, name, heirs) {
    var named = name ? document.getElementById(name) : null;
    if (named) return named;
    return slide.isConnected ? slide : heirs.get(slide) || null;
  }

  function go(slide, fragment) {
    var leaf = slide.querySelector(":scope > section") || slide;
    var at = Reveal.getIndices(leaf);
    Reveal.slide(at.h, at.v || 0, fragment);
  }

  // Reveal.js takes hidden slides out of the page; so must what is compared with it.
  function slides(of, running) {
    var copy = of.querySelector("#slides .slides").cloneNode(true);
    if (running) {
      Array.from(copy.querySelectorAll("section")).filter(isHidden).forEach(function (slide) {
        var alone = slide.parentNode.childElementCount === 1 && slide.parentNode.matches("section");
        (alone ? slide.parentNode : slide).remove();
      });
    }
    return copy;
  }

  // Exchanges only what differs between `before` and `next`, both as they were written.
  function merge(live, before, next, done) {
    var stand = sections(live);
    var old = sections(before);
    var fresh = sections(next);
    var first = 0;
    var last = 0;
    while (first < old.length && first < fresh.length && same(old[first], fresh[first])) first += 1;
    while (last < old.length - first && last < fresh.length - first &&
      same(old[old.length - 1 - last], fresh[fresh.length - 1 - last])) last += 1;
    var going = stand.slice(first, stand.length - last);
    var gone = old.slice(first, old.length - last);
    var coming = fresh.slice(first, fresh.length - last);
    var after = stand[stand.length - last] || null;
    var twins = partners(gone, coming);
    var placed = 0;
    going.forEach(function (slide, index) {
      var twin = twins[index];
      while (twin && coming[placed] !== twin) insert(coming[placed++], slide);
      if (twin) placed += 1;
      if (twin && same(gone[index], twin)) return;
      if (twin && !sections(gone[index]).length && !sections(twin).length) {
        rewrite(slide, gone[index], twin);
        return done.changed.push(slide);
      }
      if (twin && sections(gone[index]).length && sections(twin).length && tag(gone[index]) === tag(twin)) {
        return merge(slide, gone[index], twin, done);
      }
      done.moved = true;
      if (!twin) return slide.remove();
      var made = document.importNode(twin, true);
      slide.replaceWith(made);
      inherit(slide, made, done.heirs);
      done.changed.push(made);
    });
    coming.slice(placed).forEach(function (twin) { insert(twin, after); });

    function insert(twin, there) {
      var made = document.importNode(twin, true);
      live.insertBefore(made, there);
      done.moved = true;
      done.changed.push(made);
    }
  }

  // Of each slide that goes, the one that comes for it: of its name, else in its place.
  function partners(gone, coming) {
    if (gone.length === coming.length) return coming;
    var names = coming.map(nameOf);
    var next = 0;
    var at = gone.map(function (slide) {
      var found = nameOf(slide) ? names.indexOf(nameOf(slide), next) : -1;
      if (found >= 0) next = found + 1;
      return found;
    });
    var free = 0;
    return at.map(function (found, index) {
      if (found >= 0) {
        free = found + 1;
        return coming[found];
      }
      var known = at.slice(index).filter(function (each) { return each >= 0; });
      return free < (known.length ? known[0] : coming.length) ? coming[free++] : null;
    });
  }

  function nameOf(slide) {
    var heading = slide.querySelector("h1, h2, h3, h4, h5, h6");
    return slide.id || (heading ? heading.id || heading.textContent.trim() : "");
  }

  // The slide itself stays, and with it what reveal.js knows of it: only its words are others.
  function rewrite(slide, before, next) {
    Array.from(before.attributes).forEach(function (attribute) {
      if (!next.hasAttribute(attribute.name)) slide.removeAttribute(attribute.name);
    });
    Array.from(next.attributes).forEach(function (attribute) {
      if (attribute.name !== "class" && before.getAttribute(attribute.name) !== attribute.value) {
        slide.setAttribute(attribute.name, attribute.value);
      }
    });
    slide.classList.remove.apply(slide.classList, Array.from(before.classList));
    slide.classList.add.apply(slide.classList, Array.from(next.classList));
    var fresh = document.importNode(next, true);
    slide.replaceChildren.apply(slide, Array.from(fresh.childNodes));
  }

  // Whoever looked at a slide that went looks at the one in its place.
  function inherit(slide, made, heirs) {
    heirs.set(slide, made);
    var leaves = sections(made);
    sections(slide).forEach(function (leaf, index) {
      heirs.set(leaf, leaves[Math.min(index, leaves.length - 1)] || made);
    });
  }

  function sections(of) {
    return Array.from(of.children).filter(function (child) { return child.matches("section"); });
  }

  function tag(element) {
    return element.cloneNode(false).outerHTML;
  }

  // An edit of a title also changes the contents; it is the slide itself that was meant.
  function edited(changed) {
    return changed.find(function (slide) {
      return !slide.matches(".slide--contents, .slide--title") &&
        !slide.querySelector(":scope > .slide--contents");
    }) || changed[0];
  }

  function swapFoot(next) {
    var foot = document.querySelector(".page-footer");
    var fresh = next.querySelector(".page-footer");
    if (foot && fresh) foot.replaceWith(document.importNode(fresh, true));
  }

  // ----------------------------------------------------------------------- other pages

  function swapCues(next) {
    ["notes", "jump", "questions"].forEach(function (id) {
      var fresh = document.importNode(next.getElementById(id), true);
      document.getElementById(id).replaceChildren.apply(document.getElementById(id), Array.from(fresh.childNodes));
    });
    ["limit", "rate"].forEach(function (name) {
      if (name in next.body.dataset) document.body.dataset[name] = next.body.dataset[name];
      else delete document.body.dataset[name];
    });
    CspSlides.speaker.renew();
  }

  function swapPage(next) {
    var open = Array.from(document.querySelectorAll("details"), function (each) { return each.open; });
    var scroll = [window.scrollX, window.scrollY];
    var panel = document.querySelector(".live");
    document.body.replaceChildren.apply(document.body, Array.from(document.importNode(next.body, true).childNodes));
    if (panel) document.body.append(panel);
    document.querySelectorAll("details").forEach(function (each, index) { each.open = open[index] || each.open; });
    window.scrollTo(scroll[0], scroll[1]);
  }

  // -------------------------------------------------------------------- what is wrong

  // In a frame of the speaker's view there is a slide and nothing else.
  function report(message) {
    if (framed) return;
    CspSlides.problems.report(message);
    after(mark);
  }

  function say(what) {
    if (!framed) CspSlides.problems.lose(what === "lost");
  }

  // On the slides that they belong to; the server counts the slides of the page as it was written.
  function mark() {
    if (framed || !document.getElementById("slides")) return;
    var running = isRunning();
    var written = leaves(shown);
    var visible = running ? written.filter(function (slide) { return !isHidden(slide); }) : written;
    var live = leaves(document);
    if (visible.length !== live.length) return;
    CspSlides.problems.mark({
      path: path(),
      slide: function (number) { return live[visible.indexOf(written[number])]; },
      name: function (slide) {
        var title = slide.querySelector("h1, h2, h3, h4, h5, h6");
        var number = "slide " + (live.indexOf(slide) + 1);
        return title ? number + ": " + title.textContent.replace(/\s+/g, " ").trim() : number;
      },
      go: function (slide) {
        if (running) go(slide, undefined);
        else slide.scrollIntoView();
        slide.querySelector(".live-mark summary").focus({ preventScroll: true });
      }
    });
  }

  // ------------------------------------------------------------------------- rehearsal

  function save(text, told) {
    fetch("/~live/rehearsal/" + encodeURIComponent(document.body.dataset.slug), { method: "POST", body: text })
      .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(); })
      .then(function (saved) { told("Saved as " + saved.saved); }, function () { told("This run could not be saved"); });
  }
})();
