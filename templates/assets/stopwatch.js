// The speaker's clock: elapsed time, on which slide, and the pace in words.
//
// Nothing here looks at a clock or at the page: the time is given, in milliseconds since 1970.
(function () {
  "use strict";

  const LONGEST_ABSENCE = 30 * 60 * 1000;

  window.CspSlides = Object.assign(window.CspSlides || {}, {
    stopwatch: {
      begin: begin, resume: resume, tick: tick, move: move, toggle: toggle,
      digits: digits, left: left, pace: pace, planned: planned
    },
    say: say
  });
  const ownWords = JSON.parse(document.body.dataset.words || "{}");

  // English, unless the page brings the words of its own language (script_words.py).
  function say(text, values) {
    return (ownWords[text] || text).replace(/%\((\w+)\)s/g, function (_, name) { return values[name]; });
  }

  function sayMany(one, many, number) {
    const forms = ownWords[many];
    const language = document.documentElement.lang;
    const text = forms ? forms[new Intl.PluralRules(language).select(number)] || forms.other
      : number === 1 ? one : many;
    return text.replace("%(number)s", number);
  }

  // `seen` is when the time was last added up; `spent` milliseconds by slide.
  function begin(slide) {
    return { running: false, started: false, gone: 0, seen: 0, slide: slide, spent: {} };
  }

  // Takes up a stopwatch that was kept while the page was closed. A talk does not last over a long
  // absence, so that is not counted.
  function resume(kept, now) {
    if (kept.running && now - kept.seen > LONGEST_ABSENCE) {
      return Object.assign({}, kept, { running: false });
    }
    return tick(kept, now);
  }

  function tick(watch, now) {
    if (!watch.running) return watch;
    const passed = Math.max(0, now - watch.seen);
    const spent = Object.assign({}, watch.spent);
    spent[watch.slide] = (spent[watch.slide] || 0) + passed;
    return Object.assign({}, watch, { gone: watch.gone + passed, seen: now, spent: spent });
  }

  // The first step away from the first slide starts the time.
  function move(watch, slide, now) {
    const counted = Object.assign({}, tick(watch, now), { slide: slide });
    return watch.started || slide === 0 ? counted : toggle(counted, now);
  }

  function toggle(watch, now) {
    const counted = tick(watch, now);
    return Object.assign({}, counted, { running: !watch.running, started: true, seen: now });
  }

  function digits(milliseconds) {
    const seconds = Math.floor(milliseconds / 1000);
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    const two = function (number) { return String(number).padStart(2, "0"); };
    return hours ? hours + ":" + two(minutes % 60) + ":" + two(seconds % 60)
      : minutes + ":" + two(seconds % 60);
  }

  // How much of the limit is left: `words` as it is said, "2 minutes left", and `shown` as it
  // stands beside the word "Remaining", "2 minutes".
  function left(gone, limit) {
    const seconds = limit - Math.floor(gone / 1000);
    const minutes = Math.ceil(seconds / 60);
    if (seconds >= 60) {
      const words = sayMany("%(number)s minute left", "%(number)s minutes left", minutes);
      const shown = sayMany("%(number)s minute", "%(number)s minutes", minutes);
      return { words: words, shown: shown, state: minutes > 2 ? "well" : "soon" };
    }
    if (seconds > 0) {
      const words = sayMany("%(number)s second left", "%(number)s seconds left", seconds);
      const shown = sayMany("%(number)s second", "%(number)s seconds", seconds);
      return { words: words, shown: shown, state: "soon", ticks: true };
    }
    const words = seconds === 0 ? say("time is up") : say("over by %(time)s", { time: digits(-seconds * 1000) });
    return { words: words, shown: words, state: "over", ticks: seconds < 0 };
  }

  // Whether the talk is where its plan would have it: between the planned start and end of the
  // slide, as reveal.js reckons it.
  function pace(gone, before, here) {
    const seconds = Math.floor(gone / 1000);
    if (seconds > before + here) return { words: say("%(time)s behind", { time: digits((seconds - before - here) * 1000) }), state: "soon" };
    if (seconds < before) return { words: say("%(time)s ahead", { time: digits((before - seconds) * 1000) }), state: "ahead" };
    return { words: say("on time"), state: "well" };
  }

  // The planned seconds of the slides before this one, and of this one.
  function planned(seconds, slide) {
    const before = seconds.slice(0, slide).reduce(function (sum, each) { return sum + each; }, 0);
    return { before: before, here: seconds[slide] || 0 };
  }
})();
