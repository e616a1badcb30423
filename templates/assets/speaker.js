// The speaker's view: slides in frames, notes, times and questions, in step with the slides' window.
(function () {
  "use strict";

  const body = document.body;
  const watches = CspSlides.stopwatch;
  const say = CspSlides.say;
  const key = "csp-slides speaker " + body.dataset.slug + " " + new URL(".", window.location.href).pathname;
  let cues = [];
  let limit = "limit" in body.dataset ? Number(body.dataset.limit) : null;
  const notes = byId("notes");
  let told = Math.floor(Math.random() * 1e9) * 1000;
  let fragments = 0;
  let heardAt = 0;
  let saidLeft = "";
  const kept = recalled();
  const state = Object.assign({ fragment: -1, size: 24, mode: "desk", brief: false, blank: false }, kept);
  const others = CspSlides.pair("speaker", heard);
  let letters = read("letter-keys") !== "off";

  state.watch = watches.resume(state.watch || watches.begin(0), Date.now());
  gather();
  document.documentElement.classList.add("js");
  bind();
  dress();
  show();
  tick();
  window.setInterval(tick, 250);
  window.setInterval(greet, 2000);
  greet();
  CspSlides.speaker = { renew: renew };

  // --------------------------------------------------------------------------- slides

  function gather() {
    cues = Array.from(document.querySelectorAll(".cue"));
    state.watch.slide = Math.max(0, Math.min(state.watch.slide, cues.length - 1));
  }

  // After an edit the page has other cues; the clock keeps running.
  function renew() {
    limit = "limit" in body.dataset ? Number(body.dataset.limit) : null;
    gather();
    dress();
    show();
  }

  function here() {
    return state.watch.slide;
  }

  function on() {
    if (state.mode === "prompter" && scrolls(1)) return;
    if (state.fragment + 1 < fragments) go(here(), state.fragment + 1);
    else step(1);
  }

  function back() {
    if (state.mode === "prompter" && scrolls(-1)) return;
    if (state.fragment >= 0) go(here(), state.fragment - 1);
    else step(-1);
  }

  // The short version passes over what is said only if there is time.
  function step(by) {
    let next = here() + by;
    while (state.brief && cues[next] && "skip" in cues[next].dataset) next += by;
    if (cues[next]) go(next, -1);
  }

  // Long notes are read to their end before the slide changes.
  function scrolls(by) {
    const end = notes.scrollHeight - notes.clientHeight;
    if (by > 0 ? notes.scrollTop >= end - 2 : notes.scrollTop <= 2) return false;
    notes.scrollBy({ top: by * notes.clientHeight * 0.7, behavior: "instant" });
    return true;
  }

  function go(slide, fragment) {
    told += 1;
    arrive(slide, fragment);
    others.send({ is: "go", slide: slide, fragment: fragment, told: told });
  }

  function arrive(slide, fragment) {
    const moved = slide !== here();
    if (moved) {
      state.watch = watches.move(state.watch, slide, Date.now());
      fragments = 0;
      notes.scrollTop = 0;
    }
    state.fragment = fragment;
    show();
    tick();
    if (moved) tell();
  }

  function heard(message) {
    if (message.is === "hello") return;
    if (message.is !== "at" || !cues[message.slide]) return;
    heardAt = Date.now();
    showLink();
    // An answer to an earlier request is overtaken by a later one.
    if (message.told > told - 1000 && message.told < told) return;
    fragments = message.fragments;
    state.blank = message.blank;
    if (message.slide !== here() || message.fragment !== state.fragment) {
      arrive(message.slide, message.fragment);
      fragments = message.fragments;
    }
    dress();
  }

  function greet() {
    others.send({ is: "hello" });
    showLink();
  }

  function showLink() {
    const linked = Date.now() - heardAt < 5000;
    byId("link").textContent = linked ? say("Connected to the slides window.")
      : say("Not connected to a slides window.");
  }

  // --------------------------------------------------------------------------- frames

  CspSlides.hear(isFrame, function (message, from) {
    if (message.is !== "at") return;
    if (from === frame("now").contentWindow && message.slide === here()) {
      fragments = message.fragments;
    }
    // A frame that has just been loaded has no message yet.
    if (message.told !== told && message.slide !== wanted(from)) aim();
  });

  function frame(which) {
    return byId("frame-" + which);
  }

  function isFrame(from) {
    return ["now", "down", "right"].some(function (which) { return frame(which).contentWindow === from; });
  }

  function wanted(from) {
    if (from === frame("now").contentWindow) return here();
    const which = from === frame("down").contentWindow ? "down" : "right";
    return beside(which);
  }

  function beside(which) {
    const number = cues[here()] && cues[here()].dataset[which];
    return number ? Number(number) - 1 : null;
  }

  function aim() {
    place("now", here(), state.fragment);
    ["down", "right"].forEach(function (which) {
      const slide = beside(which);
      byId("figure-" + which).classList.toggle("frame--none", slide === null);
      if (slide === null) return;
      byId(which + "-title").textContent = title(slide);
      place(which, slide, 99);
    });
  }

  // A frame that is not loaded yet says so when it is, and is then sent on its way.
  function place(which, slide, fragment) {
    CspSlides.post(frame(which).contentWindow, { is: "go", slide: slide, fragment: fragment, told: told });
  }

  function title(slide) {
    return cues[slide].querySelector(".cue__title").textContent.replace(/\s+/g, " ").trim();
  }

  // ---------------------------------------------------------------------------- shown

  function show() {
    cues.forEach(function (cue, index) { cue.classList.toggle("cue--now", index === here()); });
    if (!cues.length) return;
    byId("now-title").textContent = title(here());
    byId("number").textContent = String(here() + 1);
    byId("jump").value = String(here() + 1);
    aim();
    keep();
  }

  function tell() {
    const so = limit === null ? "" : ", " + watches.left(state.watch.gone, limit).words;
    byId("told").textContent = say("Slide %(number)s of %(count)s", { number: here() + 1, count: cues.length })
      + ": " + title(here()) + so;
  }

  function tick() {
    const now = new Date();
    state.watch = watches.tick(state.watch, now.getTime());
    byId("clock").textContent = now.toLocaleTimeString("en-GB", { hour12: false });
    byId("gone").textContent = watches.digits(state.watch.gone);
    if (limit !== null) showLeft(watches.left(state.watch.gone, limit));
    showPace();
    if (state.watch.running) keep();
  }

  function showLeft(left) {
    byId("left").textContent = left.shown;
    byId("left-box").dataset.state = left.state;
    // Said aloud once a minute at most, and at the turns.
    if (left.words !== saidLeft && !left.ticks) {
      if (saidLeft && state.watch.running && left.state !== "well") byId("told").textContent = left.words;
      saidLeft = left.words;
    }
  }

  function showPace() {
    const seconds = cues.map(function (cue) {
      if (!state.brief) return Number(cue.dataset.seconds);
      return "skip" in cue.dataset ? 0 : Number(cue.dataset.brief);
    });
    const planned = watches.planned(seconds, here());
    const pace = watches.pace(state.watch.gone, planned.before, planned.here);
    let words = state.watch.started ? pace.words : say("not started");
    if (state.watch.started && !state.watch.running) words = say("paused");
    byId("pace").textContent = say("%(pace)s, this slide %(time)s", {
      pace: words, time: watches.digits(planned.here * 1000)
    });
    byId("pace-box").dataset.state = state.watch.running ? pace.state : "";
  }

  function dress() {
    body.dataset.mode = state.mode;
    body.classList.toggle("speaker--brief", state.brief);
    body.style.setProperty("--notes-size", state.size + "px");
    byId("mode").value = state.mode;
    const clock = byId("clock-button");
    clock.firstChild.nodeValue = (state.watch.running ? say("Pause the clock")
      : state.watch.started ? say("Resume the clock") : say("Start the clock")) + " ";
    press("brief", state.brief);
    press("blank", state.blank);
  }

  function press(does, pressed) {
    const button = document.querySelector("[data-does=" + does + "]");
    if (button) button.setAttribute("aria-pressed", String(pressed));
  }

  // -------------------------------------------------------------------------- controls

  function bind() {
    const does = {
      on: on, back: back, clock: clock, again: function () { byId("again").showModal(); },
      blank: blank, brief: brief, questions: questions, open: open, save: save,
      larger: function () { resize(1.15); }, smaller: function () { resize(1 / 1.15); }
    };
    document.addEventListener("click", function (event) {
      const button = event.target.closest("[data-does]");
      if (button) does[button.dataset.does]();
    });
    byId("jump").addEventListener("change", function () { go(Number(byId("jump").value) - 1, -1); });
    byId("mode").addEventListener("change", function () { change({ mode: byId("mode").value }); });
    byId("again").addEventListener("close", function () {
      if (byId("again").returnValue === "again") change({ watch: watches.begin(here()) });
      byId("again").returnValue = "keep";
    });
    byId("letter-keys").checked = letters;
    byId("letter-keys").addEventListener("change", function () {
      letters = byId("letter-keys").checked;
      write("letter-keys", letters ? "on" : "off");
    });
    document.addEventListener("input", function (event) { if (event.target.id === "search") find(); });
    document.addEventListener("keydown", pressed);
    window.addEventListener("pagehide", keep);
  }

  const KEYS = {
    ArrowRight: on, ArrowDown: on, PageDown: on, " ": on, Enter: on,
    ArrowLeft: back, ArrowUp: back, PageUp: back,
    Home: function () { if (cues.length) go(0, -1); },
    End: function () { if (cues.length) go(cues.length - 1, -1); }
  };
  const LETTERS = {
    p: clock, b: blank, ".": blank, v: brief, "/": questions, m: nextMode, n: on,
    "+": function () { resize(1.15); }, "=": function () { resize(1.15); }, "-": function () { resize(1 / 1.15); }
  };

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("again").open) return;
    if (event.key === "Escape" && !byId("questions").hidden) return questions();
    if (event.target.matches("input[type=search], select")) return;
    const activates = event.key === " " || event.key === "Enter";
    if (activates && event.target.matches("button, summary, input, a")) return;
    const action = KEYS[event.key] || (letters && LETTERS[event.key.toLowerCase()]);
    if (!action) return;
    event.preventDefault();
    action();
  }

  function change(what) {
    Object.assign(state, what);
    dress();
    show();
    tick();
  }

  function clock() {
    change({ watch: watches.toggle(state.watch, Date.now()) });
  }

  function blank() {
    change({ blank: !state.blank });
    others.send({ is: "blank", on: state.blank });
  }

  function brief() {
    if (document.querySelector("[data-does=brief]")) change({ brief: !state.brief });
  }

  function nextMode() {
    const modes = ["desk", "large", "prompter"];
    change({ mode: modes[(modes.indexOf(state.mode) + 1) % modes.length] });
  }

  function resize(by) {
    change({ size: Math.round(Math.max(14, Math.min(120, state.size * by))) });
  }

  function open() {
    others.add(window.open(body.dataset.deck, "csp-slides-" + body.dataset.slug));
  }

  function questions() {
    const box = byId("questions");
    box.hidden = !box.hidden;
    document.querySelector("[aria-controls=questions]").setAttribute("aria-expanded", String(!box.hidden));
    const first = byId("search") || box.querySelector("button");
    if (!box.hidden) first.focus();
    else document.querySelector("[aria-controls=questions]").focus();
  }

  // Every word must be somewhere in the question or its answer.
  function find() {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = Array.from(document.querySelectorAll(".question"));
    const found = all.filter(function (question) {
      const text = question.textContent.toLowerCase();
      question.hidden = !words.every(function (word) { return text.includes(word); });
      return !question.hidden;
    });
    all.forEach(function (question) { question.open = words.length > 0 && found.length === 1 && question === found[0]; });
    byId("found").textContent = say("%(number)s of %(count)s", { number: found.length, count: all.length });
  }

  // ------------------------------------------------------------------------- rehearsal

  function run() {
    return {
      schema: 1,
      slug: body.dataset.slug,
      seconds: Math.round(state.watch.gone / 1000),
      slides: cues.map(function (cue, index) {
        return { title: title(index), seconds: Math.round((state.watch.spent[index] || 0) / 1000) };
      })
    };
  }

  function save() {
    state.watch = watches.tick(state.watch, Date.now());
    const text = JSON.stringify(run(), null, 2) + "\n";
    if (CspSlides.live) CspSlides.live.save(text, function (words) { byId("told").textContent = words; });
    else download("rehearsal-" + body.dataset.slug + ".json", text);
  }

  function download(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
    byId("told").textContent = say(
      "Saved as %(name)s. Put it next to the deck file, and the next build will compare planned with actual times.",
      { name: name }
    );
  }

  // ---------------------------------------------------------------------------- memory

  function recalled() {
    try {
      return JSON.parse(read(key)) || {};
    } catch (error) {
      return {};
    }
  }

  function keep() {
    write(key, JSON.stringify({
      fragment: state.fragment, size: state.size, mode: state.mode, brief: state.brief, watch: state.watch
    }));
  }

  // A private window may have no memory.
  function read(name) {
    try {
      return window.localStorage.getItem(name);
    } catch (error) {
      return null;
    }
  }

  function write(name, value) {
    try {
      window.localStorage.setItem(name, value);
    } catch (error) {
      return;
    }
  }

  function byId(id) {
    return document.getElementById(id);
  }
})();
