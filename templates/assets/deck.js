// Turns the article into slides with reveal.js, and makes them usable by everybody.
//
// What reveal.js would do against a strict Content-Security-Policy (a style element for its
// print view and for auto-animation, its scroll view's saved markup) is left switched off.
(function () {
  "use strict";

  const root = document.documentElement;
  const main = document.getElementById("slides");
  const announcement = document.querySelector(".announcement");
  const less = window.matchMedia("(prefers-reduced-motion: reduce)");
  let leaving = false;
  let hadFocus = false;
  const ratio = window.devicePixelRatio;
  let letters = remembered("letter-keys") !== "off";
  const options = JSON.parse(main.dataset.options);
  const backdrops = window.CspSlides.backdrops;
  const ownWords = JSON.parse(main.dataset.words || "{}");

  // Their files are in data-src, which only reveal.js loads.
  const FILMS = ":is(video, audio):is([data-src], :has([data-src])), section[data-background-video]";

  const STANDING = ".slide--title, .slide--section, .slide--questions, .slide--ending";

  // Nothing in an address may change these: reveal.js lets its query string decide last.
  const LOCKED = {
    autoAnimate: false,
    embedded: false,
    focusBodyOnPageVisibilityChange: false,
    help: false,
    keyboard: true,
    keyboardCondition: mayHandle,
    parallaxBackgroundImage: "",
    plugins: [],
    postMessage: false,
    postMessageEvents: false,
    previewLinks: false,
    scrollActivationWidth: null,
    showHiddenSlides: false,
    showNotes: false,
    shuffle: false,
    view: null
  };

  // A slide in a frame of the speaker's view is moved by that view alone, and is silent.
  const FRAMED = {
    autoPlayMedia: false,
    autoSlide: 0,
    backgroundTransition: "none",
    controls: false,
    hash: false,
    keyboard: false,
    minScale: 0.05, // on a phone a frame is a tenth of the stage
    progress: false,
    slideNumber: false,
    touch: false,
    transition: "none"
  };

  const slides = root.classList.contains("slides-view") && window.Reveal;
  showMenu();
  if (!slides) playOrLink(false);
  if (root.classList.contains("print-view")) layOutForPaper();
  if (slides && main.querySelector(FILMS)) mayPlay().then(playOrLink).then(start);
  else if (slides) start();

  // The pages' policy lets no film in. A page on disk has none, and a site may have a wider one.
  function mayPlay() {
    if (window.location.protocol === "file:") return Promise.resolve(true);
    return fetch(window.location.pathname, { method: "HEAD" }).then(function (answer) {
      const policy = answer.headers.get("Content-Security-Policy");
      return !policy || /(^|;)\s*media-src\s/.test(policy);
    }, function () { return false; });
  }

  function playOrLink(may) {
    main.querySelectorAll(FILMS).forEach(function (film) {
      if (may && film.localName === "section") unpack(film);
      else if (may) film.querySelectorAll("track[data-src]").forEach(load);
      else if (film.localName === "section") film.removeAttribute("data-background-video");
      else film.replaceWith(linkTo(film));
    });
  }

  // Where all is one file, so is the film behind a slide; reveal.js cuts such an address in two.
  function unpack(slide) {
    const parts = /^data:([^;,]+);base64,(.*)$/.exec(slide.dataset.backgroundVideo || "");
    if (!parts) return;
    const bytes = Uint8Array.from(window.atob(parts[2]), function (letter) {
      return letter.charCodeAt(0);
    });
    slide.dataset.backgroundVideo = URL.createObjectURL(new Blob([bytes], { type: parts[1] }));
  }

  function load(track) {
    track.src = track.dataset.src;
  }

  function linkTo(film) {
    const source = film.dataset.src ? film : film.querySelector("[data-src]");
    const words = document.createElement("p");
    const link = document.createElement("a");
    link.href = source.dataset.src;
    if (link.protocol === "data:") link.download = source.dataset.name || "";
    link.textContent = film.title || film.getAttribute("aria-label") || source.dataset.name;
    words.className = film.className;
    words.classList.remove("r-stretch", "stretch");
    words.classList.add("frame");
    if (film.dataset.fragmentIndex) words.dataset.fragmentIndex = film.dataset.fragmentIndex;
    words.append(link);
    return words;
  }

  // Reveal.js lets the query string decide last, so it must not see one.
  function start() {
    const address = window.location.href;
    try {
      window.history.replaceState(null, "", window.location.pathname + window.location.hash);
    } catch (error) {
      // Some browsers do not let a page on disk change its address; LOCKED still holds.
    }
    backdrops.claim();
    window.Reveal.initialize(settings()).then(ready);
    window.Reveal.configure(settings());
    if (window.location.href !== address) window.history.replaceState(null, "", address);
  }

  function settings() {
    const framed = root.classList.contains("framed") ? FRAMED : {};
    return Object.assign({}, options, stage(), motion(), LOCKED, framed);
  }

  // The stage is as tall as a squarer screen lets it be, and narrow on a phone held upright, where
  // its words would else be too small. A deck that names its own size keeps it.
  function stage() {
    const wanted = stageSize();
    root.classList.toggle("upright", wanted.width === 640);
    return wanted;
  }

  // The frame of a speaker's view that is hidden has no size at all.
  function stageSize() {
    const own = { width: options.width, height: options.height };
    if (own.width !== 1280 || own.height !== 720 || !window.innerWidth || !window.innerHeight) return own;
    const ratio = window.innerHeight / window.innerWidth;
    if (ratio < 1) return { width: 1280, height: Math.max(720, Math.round(1280 * ratio)) };
    return { width: 640, height: Math.min(Math.round(640 * ratio), 1400) };
  }

  function motion() {
    return less.matches ? { transition: "none", backgroundTransition: "none", autoSlide: 0 } : {};
  }

  function ready() {
    main.removeAttribute("role");
    name(".controls", "region", say("Slide controls"));
    name(".slide-number", "group", say("Slide number"));
    hide(".progress");
    hide(".backgrounds");
    label();
    startStacksAtTheTop();
    bindKeys();
    Reveal.on("slidechanged", changed);
    Reveal.on("beforeslidechange", rememberFocus);
    Reveal.on("overviewshown", showAll);
    less.addEventListener("change", reconfigure);
    window.addEventListener("resize", resized);
    window.addEventListener("beforeprint", print);
    window.addEventListener("afterprint", printed);
    document.addEventListener("click", followLink);
    document.addEventListener("csp-slides:swapped", swapped);
    document.fonts.ready.then(fit);
    hideWhenIdle();
    root.classList.add("ready");
    fit();
    backdrops.show();
    announce();
  }

  function reconfigure() {
    Reveal.configure(Object.assign({ backgroundTransition: "fade" }, settings()));
    fit();
  }

  // reveal.js announces a new scale by an event of the same name, which would loop for ever.
  function resized(event) {
    if (event.target === window && window.innerWidth && window.innerHeight) restage();
  }

  function restage() {
    if (zoomedIn()) {
      readOn();
      return;
    }
    const wanted = stage();
    const config = Reveal.getConfig();
    if (wanted.width !== config.width || wanted.height !== config.height) Reveal.configure(wanted);
    fit();
  }

  // Whoever zooms in until the slides are too small to help reads on in the article, as boot.js
  // has it for a page that is opened so. A small window alone is left as it is.
  function zoomedIn() {
    const small = Math.min(window.innerWidth / 1280, window.innerHeight / 720) < 0.36;
    const wide = window.innerWidth > window.innerHeight;
    return wide && small && window.devicePixelRatio > ratio && !root.classList.contains("framed");
  }

  // A window that is resized fires several events.
  function readOn() {
    if (leaving) return;
    leaving = true;
    const slide = Reveal.getCurrentSlide();
    window.location.replace("?view=article" + (slide.id ? "#" + slide.id : ""));
  }

  // ------------------------------------------------------------- what is announced

  function name(selector, role, words) {
    const element = main.querySelector(selector);
    if (!element) return;
    element.setAttribute("role", role);
    element.setAttribute("aria-label", words);
  }

  function hide(selector) {
    const element = main.querySelector(selector);
    if (element) element.setAttribute("aria-hidden", "true");
  }

  function heading(slide) {
    return slide.querySelector("h1, h2, h3, h4, h5, h6");
  }

  function described(slide, index, count) {
    const title = heading(slide);
    const told = title ? title.textContent.replace(/\s+/g, " ").trim() : "";
    const number = say("Slide %(number)s of %(count)s", { number: index + 1, count: count });
    return told ? number + ": " + told : number;
  }

  // English, unless the page brings the words of its own language (script_words.py).
  function say(text, values) {
    return (ownWords[text] || text).replace(/%\((\w+)\)s/g, function (_, name) { return values[name]; });
  }

  function label() {
    Reveal.getSlides().forEach(function (slide, index, slides) {
      slide.setAttribute("role", "group");
      slide.setAttribute("aria-roledescription", "slide");
      slide.setAttribute("aria-label", described(slide, index, slides.length));
    });
  }

  function announce() {
    const slides = Reveal.getSlides();
    const slide = Reveal.getCurrentSlide();
    announcement.textContent = described(slide, slides.indexOf(slide), slides.length);
  }

  // Other slides were put into the page while it was open.
  function swapped() {
    label();
    startStacksAtTheTop();
    fit();
    backdrops.show();
  }

  function changed() {
    address();
    fit();
    backdrops.show();
    announce();
    restoreFocus();
  }

  // reveal.js writes the address once a second at most, so that a page reloaded soon after a slide
  // was changed would open at the one before. Browsers that are asked too often say no.
  function address() {
    const config = Reveal.getConfig();
    if (!config.hash || config.history) return;
    const path = Reveal.getSlidePath();
    const start = window.location.pathname + window.location.search;
    try {
      window.history.replaceState(null, "", path === "/" ? start : "#" + path);
    } catch (refused) {
      if (!(refused instanceof DOMException)) throw refused;
    }
  }

  // --------------------------------------------------------------------------- focus

  function rememberFocus() {
    hadFocus = Reveal.getCurrentSlide().contains(document.activeElement);
  }

  // A slide that goes takes the focus with it; the next one's heading receives it.
  function restoreFocus() {
    if (!hadFocus) return;
    hadFocus = false;
    focusSlide();
  }

  function focusSlide() {
    const slide = Reveal.getCurrentSlide();
    const target = heading(slide) || slide;
    target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
  }

  // A link to a slide must not scroll it into view, which is what browsers do by themselves.
  function followLink(event) {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const target = document.getElementById(decodeURIComponent(link.hash.replace(/^#\/?/, "")));
    if (target === main) {
      event.preventDefault();
      focusSlide();
      return;
    }
    const slide = target && target.closest(".slides section");
    if (!slide) return;
    event.preventDefault();
    const at = Reveal.getIndices(slide);
    Reveal.slide(at.h, at.v || 0);
    focusSlide();
  }

  // ----------------------------------------------------------------------------- keys

  // Space and Enter belong to a button or link that has the focus; letters can be switched off.
  function mayHandle(event) {
    if (document.querySelector("dialog[open]")) return false;
    const at = document.activeElement;
    const presses = event.key === " " || event.key === "Enter";
    if (presses && at && at.matches("a, button, summary, input, select, label")) return false;
    return letters || !event.key || event.key.length > 1 || event.key === " ";
  }

  function bindKeys() {
    Reveal.addKeyBinding({ keyCode: 35, key: "End", description: say("Last slide") }, goToLast);
    Reveal.addKeyBinding({ keyCode: 112, key: "F1", description: say("Keys") }, showKeys);
    Reveal.addKeyBinding({ keyCode: 191, key: "?", description: say("Keys") }, showKeys);
    if (main.dataset.speaker) {
      Reveal.addKeyBinding({ keyCode: 83, key: "S", description: say("Speaker view") }, openSpeaker);
    }
  }

  function goToLast() {
    const slides = Reveal.getSlides();
    const at = Reveal.getIndices(slides[slides.length - 1]);
    Reveal.slide(at.h, at.v || 0);
  }

  function openSpeaker() {
    window.open(main.dataset.speaker + window.location.hash, "speaker");
  }

  // Right and Left lead to the top of a section, wherever it was left.
  function startStacksAtTheTop() {
    main.querySelectorAll(".slides > section.stack:not([data-start-indexv])").forEach(function (stack) {
      stack.setAttribute("data-start-indexv", "0");
    });
  }

  function showKeys() {
    document.getElementById("keys").showModal();
  }

  // ----------------------------------------------------------------------------- menu

  function showMenu() {
    const slides = root.classList.contains("slides-view") && Boolean(window.Reveal);
    const button = document.querySelector(".menu__button");
    document.querySelectorAll(".menu__deck-only").forEach(function (item) { item.hidden = !slides; });
    document.querySelectorAll(".menu__article-only").forEach(function (item) { item.hidden = slides; });
    if (!slides) return;
    const list = document.getElementById("menu");
    const actions = {
      "overview": function () { Reveal.toggleOverview(); },
      "full-screen": function () { root.requestFullscreen(); },
      "keys": showKeys
    };
    button.hidden = false;
    list.hidden = true;
    button.addEventListener("click", function () { open(list.hidden); });
    list.addEventListener("click", function (event) {
      const chosen = event.target.closest("button");
      if (!chosen) return;
      open(false);
      actions[chosen.dataset.does]();
    });
    document.querySelector(".menu").addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || list.hidden) return;
      event.stopPropagation();
      open(false);
      button.focus();
    });
    const box = document.getElementById("letter-keys");
    box.checked = letters;
    box.addEventListener("change", function () {
      letters = box.checked;
      remember("letter-keys", letters ? "on" : "off");
    });

    function open(wanted) {
      list.hidden = !wanted;
      button.setAttribute("aria-expanded", String(wanted));
    }
  }

  // ------------------------------------------------------------------------ fit

  // What does not fit on the stage is made a little smaller, in steps, as far as it may be.
  function fit() {
    fitSlide(Reveal.getCurrentSlide(), room(Reveal.getCurrentSlide()));
    Reveal.layout();
    if (Reveal.getCurrentSlide().querySelector(".r-fit-text")) centreLater();
  }

  // reveal.js makes such words fit only when the next picture of the page is drawn.
  function centreLater() {
    window.requestAnimationFrame(function () {
      window.requestAnimationFrame(function () { Reveal.layout(); });
    });
  }

  // At a glance every slide is seen.
  function showAll() {
    backdrops.showAll();
    Reveal.getSlides().forEach(function (slide) { fitSlide(slide, stageHeight()); });
  }

  // A deck may give its size in per cent of the window.
  function stageHeight() {
    return Reveal.getComputedSlideSize().height;
  }

  // A Markdown deck's slide is as tall as its words, which keep clear of the slide's number.
  function room(slide) {
    return stageHeight() - (slide.matches(".slide--authored") ? 56 : 0);
  }

  // A long title that stands by itself gives way first, then all the words. What is still too much,
  // of which a build has warned, is rather small than cut off.
  function fitSlide(slide, height) {
    ["--fit", "--title-fit", "--least"].forEach(function (name) { slide.style.removeProperty(name); });
    slide.querySelectorAll("pre").forEach(function (box) { box.style.removeProperty("max-height"); });
    if (slide.matches(STANDING)) shrink(slide, height, "--title-fit", 95, 70);
    shrink(slide, height, "--fit", 95, 60);
    if (!root.classList.contains("print-view")) shortenCode(slide, height);
    if (overflows(slide, height)) slide.style.setProperty("--least", "16px");
    shrink(slide, height, "--fit", 55, 30);
    slide.querySelectorAll("pre").forEach(letScroll);
  }

  function shrink(slide, height, name, most, least) {
    for (let step = most; step >= least && overflows(slide, height); step -= 5) {
      slide.style.setProperty(name, step / 100);
    }
  }

  // Code that is still too long scrolls, as it does in reveal-md: the longest first.
  function shortenCode(slide, height) {
    const boxes = Array.from(slide.querySelectorAll("pre"));
    boxes.sort(function (one, other) { return other.offsetHeight - one.offsetHeight; });
    boxes.forEach(function (box) {
      const over = slide.scrollHeight - height;
      if (over > 0) box.style.maxHeight = Math.max(box.offsetHeight - over, 120) + "px";
    });
  }

  // What scrolls must be within reach of the keyboard.
  function letScroll(box) {
    box.toggleAttribute("tabindex", box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight);
    if (box.hasAttribute("tabindex")) box.tabIndex = 0;
  }

  function overflows(slide, height) {
    const body = slide.querySelector(".slide__body");
    const inside = body && (body.scrollHeight > body.clientHeight + 1 || reachesInto(body));
    return inside || slide.scrollHeight > height + 1 || [].some.call(slide.querySelectorAll("table"), wide);

    function wide(table) {
      return table.offsetWidth > slide.clientWidth;
    }
  }

  // Whether text is in the padding of a panel, which doesn't count as overflow.
  function reachesInto(body) {
    const padding = parseFloat(window.getComputedStyle(body).paddingBottom);
    const floor = body.clientHeight - padding + 1;
    return padding > 0 && [].some.call(body.querySelectorAll(":scope > *, .byline > *"), function (each) {
      return each.offsetTop + each.offsetHeight > floor;
    });
  }

  // On paper each slide is a page, with its background behind it as reveal.js would show it.
  function layOutForPaper() {
    main.querySelectorAll(".slide").forEach(function (slide) {
      if (!slide.querySelector(":scope > .slide-background")) {
        slide.prepend(backdrop(slide));
        markBrightness(slide);
      }
      backdrops.fetchFigures(slide);
      fitSlide(slide, 720);
    });
    root.classList.add("ready");
  }

  function backdrop(slide) {
    const data = function (name) { return slide.getAttribute("data-background" + name) || ""; };
    const behind = document.createElement("div");
    const content = document.createElement("div");
    const image = data("-image") || data("");
    behind.className = "slide-background " + slide.className;
    content.className = "slide-background-content";
    behind.style.background = data("-color") || data("-gradient");
    if (backdrops.fill(content, slide)) {
      lay(content);
    } else if (/\.(avif|webp|svg|png|jpe?g|gif|bmp)$/i.test(image)) {
      content.style.backgroundImage = 'url("' + encodeURI(decodeURI(image)) + '")';
      lay(content);
    } else if (image) {
      behind.style.background = image;
    }
    behind.append(content);
    return behind;

    function lay(content) {
      content.style.backgroundSize = content.style.backgroundSize || data("-size");
      content.style.backgroundPosition = data("-position");
      content.style.backgroundRepeat = data("-repeat");
      content.style.opacity = data("-opacity");
    }
  }

  // As reveal.js does for the screen, for a slide with a colour of its own.
  function markBrightness(slide) {
    const parts = window.getComputedStyle(slide.firstElementChild).backgroundColor.match(/[\d.]+/g);
    if (!parts || parts[3] === "0") return;
    const brightness = (parts[0] * 299 + parts[1] * 587 + parts[2] * 114) / 1000;
    slide.classList.add(brightness < 128 ? "has-dark-background" : "has-light-background");
  }

  function print() {
    root.classList.remove("slides-view", "upright");
    root.classList.add("print-view", "print-pdf");
    layOutForPaper();
  }

  function printed() {
    main.querySelectorAll(".slide > .slide-background").forEach(function (each) { each.remove(); });
    root.classList.remove("print-view", "print-pdf");
    root.classList.add("slides-view");
    restage();
  }

  function hideWhenIdle() {
    let timer = 0;
    ["pointermove", "pointerdown"].forEach(function (event) {
      document.addEventListener(event, wake, { passive: true });
    });
    wake();

    function wake() {
      root.classList.remove("idle");
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { root.classList.add("idle"); }, 4000);
    }
  }

  // ------------------------------------------------------------------------ memory

  // A page opened from disk, or in a private window, may have no memory.
  function remembered(key) {
    try {
      return window.localStorage.getItem(key);
    } catch (error) {
      return null;
    }
  }

  function remember(key, value) {
    try {
      window.localStorage.setItem(key, value);
    } catch (error) {
      return;
    }
  }
})();
