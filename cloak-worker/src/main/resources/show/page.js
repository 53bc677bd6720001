
for (const compare of document.querySelectorAll(".compare")) {
  const stack = compare.querySelector(".stack");
  const range = compare.querySelector("input");
  const show = () => {
    stack.style.setProperty("--at", range.value + "%");
    range.setAttribute("aria-valuetext", Math.round(range.value) + " % before");
  };
  const drag = (event) => {
    const box = stack.getBoundingClientRect();
    range.value = (100 * (event.clientX - box.left)) / box.width;
    show();
  };
  range.addEventListener("input", show);
  stack.addEventListener("pointerdown", (event) => {
    if (event.button === 0) {
      stack.setPointerCapture(event.pointerId);
    }
  });
  // A tap, or a press that does not move: a finger that scrolls the page over the picture is neither.
  stack.addEventListener("click", drag);
  stack.addEventListener("pointermove", (event) => {
    if (stack.hasPointerCapture(event.pointerId)) {
      drag(event);
    }
  });
  show();
}
