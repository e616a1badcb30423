// The slides' end of the speaker view: reports the current slide, and follows instructions.
//
// The same page is also the speaker's preview, in a frame: then it listens to that frame's parent.
(function () {
  "use strict";

  const framed = document.documentElement.classList.contains("framed");
  let told = 0;
  let others;

  if (!window.Reveal || !document.documentElement.classList.contains("slides-view")) return;
  if (Reveal.isReady()) join();
  else Reveal.on("ready", join);

  function join() {
    if (framed) {
      CspSlides.hear(function (from) { return from === window.parent; }, heard);
      others = { send: function (message) { CspSlides.post(window.parent, message); } };
    } else {
      others = CspSlides.pair("slides", heard);
      window.addEventListener("csp-slides:speaker", function (event) { others.add(event.detail); });
    }
    ["slidechanged", "fragmentshown", "fragmenthidden", "paused", "resumed", "overviewshown",
      "overviewhidden"].forEach(function (event) { Reveal.on(event, say); });
    say();
    document.documentElement.classList.add("paired");
  }

  function say() {
    const slide = Reveal.getCurrentSlide();
    const now = slide.querySelector(".fragment.current-fragment");
    others.send({
      is: "at",
      told: told,
      slide: Reveal.getSlides().indexOf(slide),
      fragment: now ? Number(now.dataset.fragmentIndex) : -1,
      fragments: steps(slide),
      blank: Reveal.isPaused(),
      overview: Reveal.isOverview()
    });
  }

  function steps(slide) {
    let last = -1;
    slide.querySelectorAll(".fragment[data-fragment-index]").forEach(function (fragment) {
      last = Math.max(last, Number(fragment.dataset.fragmentIndex));
    });
    return last + 1;
  }

  function heard(message) {
    if (message.is === "go") go(message);
    if (message.is === "blank") Reveal.togglePause(message.on);
    if (message.is === "hello") say();
  }

  function go(message) {
    told = message.told;
    const slide = Reveal.getSlides()[message.slide];
    if (!slide) return;
    const at = Reveal.getIndices(slide);
    if (!framed && Reveal.isOverview()) Reveal.toggleOverview(false);
    Reveal.slide(at.h, at.v || 0, message.fragment);
    say();
  }
})();
