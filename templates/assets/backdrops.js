// Fetches the pictures of slides in their turn, and puts those behind the words there: in the format and at the width that the browser chooses, which
// the CSS backgrounds of reveal.js cannot do.
//
// The first slide's picture is fetched at once, the next one's ahead of time, the others when their
// turn comes. What an author says of size, position, repetition and opacity holds as in reveal.js.
(function () {
  "use strict";

  const NAMES_A_PICTURE = /\.(avif|svg|png|jpe?g|gif|bmp|webp)([?#\s]|$)|^(data|http|file|\/\/)/i;
  const FITTED = /^(cover|contain)$/;

  window.CspSlides = Object.assign(window.CspSlides || {}, {
    backdrops: { claim: claim, show: show, showAll: showAll, fill: fill, fetchFigures: fetchFigures }
  });

  // What is shown here is kept from reveal.js, which would fetch it a second time.
  function claim() {
    document.querySelectorAll(".slide > .backdrop").forEach(function (backdrop) {
      const slide = backdrop.parentNode;
      slide.removeAttribute("data-background-image");
      if (NAMES_A_PICTURE.test(slide.getAttribute("data-background"))) slide.removeAttribute("data-background");
    });
  }

  // The slide that is shown, the next one as it is spoken, and the next section.
  function show() {
    const slides = Reveal.getSlides();
    const now = Reveal.getCurrentSlide();
    const section = Reveal.getSlide(Reveal.getIndices().h + 1);
    const top = section && section.querySelector("section");
    [now, slides[slides.indexOf(now) + 1], top || section].forEach(ready);
  }

  function showAll() {
    Reveal.getSlides().forEach(ready);
  }

  function ready(slide) {
    if (!slide) return;
    fetchFigures(slide);
    put(slide);
  }

  // Pictures among the words are not to wait until they come into sight either.
  function fetchFigures(slide) {
    slide.querySelectorAll("img[loading=lazy]").forEach(function (image) {
      if (!image.closest(".backdrop")) image.loading = "eager";
    });
  }

  function put(slide) {
    const behind = slide.slideBackgroundContentElement;
    if (!behind || behind.firstElementChild || !fill(behind, slide)) return;
    // By this reveal.js knows that two slides have the same picture, and does not fade between them.
    slide.slideBackgroundElement.setAttribute("data-background-hash", identity(slide));
  }

  function identity(slide) {
    return ["color", "gradient", "size", "position", "repeat", "opacity"].map(function (name) {
      return slide.getAttribute("data-background-" + name);
    }).concat(pictureOf(slide).querySelector("img").getAttribute("src")).join(" ");
  }

  // In a single-file deck a picture is only in its first slide, and others refer to that.
  function pictureOf(slide) {
    const backdrop = slide.querySelector(":scope > .backdrop");
    if (!backdrop || !("as" in backdrop.dataset)) return backdrop && backdrop.firstElementChild;
    return document.querySelectorAll(".backdrop")[Number(backdrop.dataset.as)].firstElementChild;
  }

  // Fills a box with the slide's picture; false when it has none.
  function fill(box, slide) {
    const original = pictureOf(slide);
    if (!original) return false;
    const picture = original.cloneNode(true);
    const image = picture.querySelector("img");
    const size = slide.getAttribute("data-background-size") || "cover";
    const repeat = slide.getAttribute("data-background-repeat") || "no-repeat";
    image.alt = "";
    image.loading = "eager";
    if (FITTED.test(size) && repeat === "no-repeat") {
      image.style.objectFit = size;
      image.style.objectPosition = slide.getAttribute("data-background-position") || "center";
    } else {
      paint(box, image, size);
    }
    box.append(picture);
    return true;
  }

  // A size in lengths and a repetition are those of a CSS background.
  function paint(box, image, size) {
    image.hidden = true;
    if (size === "auto") box.style.backgroundSize = image.getAttribute("width") + "px auto";
    if (image.complete && image.currentSrc) done();
    else image.addEventListener("load", done);

    function done() {
      box.style.backgroundImage = 'url("' + image.currentSrc + '")';
    }
  }
})();
