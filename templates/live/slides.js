// Exchanges slides in the open page of a deck, and stays where its reader is. Used by live.js.
(function () {
  "use strict";

  const root = document.documentElement;
  const framed = window.parent !== window;

  window.CspSlides = Object.assign(window.CspSlides || {}, {
    slides: { patch: patch, renew: renew, places: places, isRunning: isRunning, go: go }
  });

  // What stands where: the slides as they were written, those of them that are shown, and those
  // in the page. Null where they do not match.
  function places(shown) {
    const written = leaves(shown);
    const visible = isRunning() ? written.filter(function (slide) { return !isHidden(slide); }) : written;
    const live = leaves(document);
    return visible.length === live.length ? { written: written, visible: visible, live: live } : null;
  }

  // Puts slides that the server has sent by themselves into the page and into `shown`, the page as
  // it was written. False where something does not match, and nothing was done.
  function patch(shown, message) {
    const of = places(shown);
    const fresh = sections(parsed(message.slides.map(function (slide) { return slide[1]; }).join("")).body);
    const fits = of && of.written.length === message.count && fresh.length === message.slides.length &&
      message.slides.every(function (slide, index) { return isLike(of.written[slide[0]], fresh[index]); });
    if (!fits) return false;
    swap(message.follow, function (done) {
      message.slides.forEach(function (slide, index) {
        const old = of.written[slide[0]];
        const at = of.visible.indexOf(old);
        if (at >= 0) {
          rewrite(of.live[at], old, fresh[index]);
          done.changed.push(of.live[at]);
        }
        old.replaceWith(fresh[index]);
      });
    });
    return true;
  }

  function isLike(old, fresh) {
    return isHidden(old) === isHidden(fresh) && !sections(old).length && !sections(fresh).length;
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

  // Exchanges the slides in which two states of the page differ, both as they were written.
  function renew(before, next, follow) {
    const running = isRunning();
    swap(follow, function (done) {
      const live = document.querySelector("#slides .slides");
      merge(live, slides(before, running), slides(next, running), done);
      swapFoot(next);
    });
  }

  // Lets `exchange` put other slides into the page, and stays where the reader is.
  function swap(follow, exchange) {
    const running = isRunning();
    const at = running ? Reveal.getIndices() : null;
    const current = running ? Reveal.getCurrentSlide() : null;
    const overview = running && Reveal.isOverview();
    const scroll = [window.scrollX, window.scrollY];
    const name = current ? current.id : "";
    const done = { changed: [], moved: false, heirs: new Map() };
    exchange(done);
    if (!running) return window.scrollTo(scroll[0], scroll[1]);
    if (overview) Reveal.toggleOverview(false);
    if (CspSlides.backdrops) CspSlides.backdrops.claim();
    if (done.moved) Reveal.sync();
    else done.changed.forEach(function (slide) { Reveal.syncSlide(slide); });
    document.dispatchEvent(new CustomEvent("csp-slides:swapped"));
    const target = follow && !framed ? edited(done.changed) : null;
    const stays = successor(current, name, done.heirs);
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
    const named = name ? document.getElementById(name) : null;
    if (named) return named;
    return slide.isConnected ? slide : heirs.get(slide) || null;
  }

  function go(slide, fragment) {
    const leaf = slide.querySelector(":scope > section") || slide;
    const at = Reveal.getIndices(leaf);
    Reveal.slide(at.h, at.v || 0, fragment);
  }

  // Reveal.js takes hidden slides out of the page; so must what is compared with it.
  function slides(of, running) {
    const copy = of.querySelector("#slides .slides").cloneNode(true);
    if (running) {
      Array.from(copy.querySelectorAll("section")).filter(isHidden).forEach(function (slide) {
        const alone = slide.parentNode.childElementCount === 1 && slide.parentNode.matches("section");
        (alone ? slide.parentNode : slide).remove();
      });
    }
    return copy;
  }

  // Exchanges only what differs between `before` and `next`, both as they were written.
  function merge(live, before, next, done) {
    const stand = sections(live);
    const old = sections(before);
    const fresh = sections(next);
    let first = 0;
    let last = 0;
    while (first < old.length && first < fresh.length && same(old[first], fresh[first])) first += 1;
    while (last < old.length - first && last < fresh.length - first &&
      same(old[old.length - 1 - last], fresh[fresh.length - 1 - last])) last += 1;
    const going = stand.slice(first, stand.length - last);
    const gone = old.slice(first, old.length - last);
    const coming = fresh.slice(first, fresh.length - last);
    const after = stand[stand.length - last] || null;
    const twins = partners(gone, coming);
    let placed = 0;
    going.forEach(function (slide, index) {
      const twin = twins[index];
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
      const made = document.importNode(twin, true);
      slide.replaceWith(made);
      inherit(slide, made, done.heirs);
      done.changed.push(made);
    });
    coming.slice(placed).forEach(function (twin) { insert(twin, after); });

    function insert(twin, there) {
      const made = document.importNode(twin, true);
      live.insertBefore(made, there);
      done.moved = true;
      done.changed.push(made);
    }
  }

  // Of each slide that goes, the one that comes for it: of its name, else in its place.
  function partners(gone, coming) {
    if (gone.length === coming.length) return coming;
    const names = coming.map(nameOf);
    let next = 0;
    const at = gone.map(function (slide) {
      const found = nameOf(slide) ? names.indexOf(nameOf(slide), next) : -1;
      if (found >= 0) next = found + 1;
      return found;
    });
    let free = 0;
    return at.map(function (found, index) {
      if (found >= 0) {
        free = found + 1;
        return coming[found];
      }
      const known = at.slice(index).filter(function (each) { return each >= 0; });
      return free < (known.length ? known[0] : coming.length) ? coming[free++] : null;
    });
  }

  function nameOf(slide) {
    const heading = slide.querySelector("h1, h2, h3, h4, h5, h6");
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
    const fresh = document.importNode(next, true);
    slide.replaceChildren.apply(slide, Array.from(fresh.childNodes));
  }

  // Viewers of a slide that was removed see the one in its place.
  function inherit(slide, made, heirs) {
    heirs.set(slide, made);
    const leaves = sections(made);
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
    const foot = document.querySelector(".page-footer");
    const fresh = next.querySelector(".page-footer");
    if (foot && fresh) foot.replaceWith(document.importNode(fresh, true));
  }

  function same(one, other) {
    return one.outerHTML === other.outerHTML;
  }
})();
