() => {
  // What is wrong on the slide that is shown: words out of the stage, or over one another.
  const slide = Reveal.getCurrentSlide();
  const scale = Reveal.getScale();
  const stage = document.querySelector(".reveal .slides").getBoundingClientRect();
  const cells = [], wrong = [];
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, owner = node.parentElement;
    if (!node.data.trim() || owner.closest(".notes, .visually-hidden, .backdrop, [hidden], script, style, title, desc")) continue;
    const style = getComputedStyle(owner);
    if (style.visibility === "hidden" || style.display === "none" || style.opacity === "0") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      const inset = box.height * 0.17;
      cells.push({ owner, text: node.data.trim().slice(0, 40), left: box.left, right: box.right, top: box.top + inset, bottom: box.bottom - inset, size: parseFloat(style.fontSize) });
    }
  }
  for (const image of slide.querySelectorAll("img, svg")) {
    if (image.closest(".notes, .backdrop, [hidden]")) continue;
    const box = image.getBoundingClientRect();
    if (image.localName === "img" && box.width < 1) wrong.push(["unseen", image.src]);
    if (box.width < 1) continue;
    cells.push({ owner: image, text: "<" + image.tagName + " " + (image.alt || "") + ">", left: box.left, right: box.right, top: box.top, bottom: box.bottom, size: 99 });
  }
  const block = (el) => { while (getComputedStyle(el).display.startsWith("inline") && el.localName !== "img" && el.localName !== "svg" && el !== slide) el = el.parentElement; return el; };
  const near = 2 * scale;
  for (const cell of cells) {
    cell.block = block(cell.owner);
    if (cell.owner.closest("pre, .katex, math, .chart")) { cell.inner = true; }
    if (cell.left < stage.left - near || cell.right > stage.right + near || cell.top < stage.top - near || cell.bottom > stage.bottom + near) {
      if (!cell.owner.closest("pre")) wrong.push(["out", cell.text, Math.round((cell.left - stage.left)/scale), Math.round((cell.top - stage.top)/scale), Math.round((cell.right - stage.left)/scale), Math.round((cell.bottom - stage.top)/scale)]);
    }
    if (cell.size < 22.5 && !cell.inner && !cell.owner.closest("sup, sub, svg")) wrong.push(["small", cell.text, cell.size]);
  }
  for (let i = 0; i < cells.length; i++) for (let j = i + 1; j < cells.length; j++) {
    const a = cells[i], b = cells[j];
    if (a.block === b.block || a.inner || b.inner || a.owner.contains(b.owner) || b.owner.contains(a.owner)) continue;
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > near && down > near) wrong.push(["over", a.text, b.text]);
  }
  for (const each of slide.querySelectorAll(".together")) {
    if (each.getClientRects().length > 1) wrong.push(["parted", each.textContent]);
  }
  const body = slide.querySelector(".slide__body");
  if (body && body.scrollHeight > body.clientHeight + 1) wrong.push(["scroll", body.scrollHeight, body.clientHeight]);
  return wrong;
}
