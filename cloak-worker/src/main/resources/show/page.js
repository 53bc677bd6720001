
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
      drag(event);
    }
  });
  stack.addEventListener("pointermove", (event) => {
    if (stack.hasPointerCapture(event.pointerId)) {
      drag(event);
    }
  });
  show();
}
