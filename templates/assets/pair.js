// Lets the windows of one deck speak with each other: the slides, and the speaker's view.
//
// Over http a BroadcastChannel reaches every window of the same site. From disk browsers give each
// file an origin of its own, so there the window that opened the other is written to directly.
// Nothing is heard but from the same site, or from disk from a window that this one is tied to.
(function () {
  "use strict";

  const disk = window.location.protocol === "file:";
  const target = disk ? "*" : window.location.origin;
  const name = "csp-slides " + new URL(".", window.location.href).pathname;

  window.CspSlides = Object.assign(window.CspSlides || {}, { pair: pair, post: post, hear: hear });

  // Joins the windows of this deck; `heard` is given each message of one whose part is not ours.
  function pair(part, heard) {
    const channel = !disk && "BroadcastChannel" in window ? new BroadcastChannel(name) : null;
    let windows = window.opener ? [window.opener] : [];
    if (channel) channel.addEventListener("message", function (event) { take(event.data); });
    else {hear(isTied, function (data, from) {
      if (windows.indexOf(from) < 0) windows.push(from);
      take(data);
    });}
    return {
      send: send,
      add: function (other) { if (other && windows.indexOf(other) < 0) windows.push(other); }
    };

    function take(data) {
      if (data.name === name && data.part !== part) heard(data);
    }

    function send(message) {
      const whole = Object.assign({ name: name, part: part }, message);
      if (channel) channel.postMessage(whole);
      windows = windows.filter(function (other) { return !other.closed; });
      if (!channel) windows.forEach(function (other) { post(other, whole); });
    }

    // A window in a frame of ours speaks by other means; one that shares no opener is a stranger.
    function isTied(other) {
      if (windows.indexOf(other) >= 0) return true;
      return Boolean(other) && other !== window && other.parent === other && other.opener === window;
    }
  }

  function post(other, message) {
    other.postMessage(message, target);
  }

  // Hears what windows say that `from` lets through.
  function hear(from, heard) {
    window.addEventListener("message", function (event) {
      const ours = disk ? event.origin === "null" || event.origin === "file://" : event.origin === target;
      if (!ours || !from(event.source) || !event.data || typeof event.data !== "object") return;
      heard(event.data, event.source);
    });
  }
})();
