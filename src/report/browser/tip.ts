const GAP = 10;

let parts: { readonly tip: HTMLElement; readonly ring: HTMLElement } | null = null;

/** Shows words beside a box of the window, rings the box, and says the words to those who hear the page. */
export function showTip(text: string, box: DOMRect): void {
  parts ??= { tip: added("tip", "status"), ring: added("ring", "presentation") };
  const { tip, ring } = parts;
  if (tip.textContent !== text) tip.textContent = text;
  [tip.hidden, ring.hidden] = [false, false];
  place(ring, box.left - 2, box.top - 2);
  [ring.style.width, ring.style.height] = [`${box.width + 4}px`, `${box.height + 4}px`];
  const { offsetWidth, offsetHeight } = tip;
  const left = Math.min(box.right + GAP, innerWidth - offsetWidth - 8);
  const above = box.top - offsetHeight - GAP;
  place(tip, Math.max(8, left), above > 8 ? above : box.bottom + GAP);
}

export function hideTip(): void {
  if (parts === null) return;
  [parts.tip.hidden, parts.ring.hidden] = [true, true];
}

addEventListener("scroll", hideTip, { passive: true, capture: true });

function place(element: HTMLElement, left: number, top: number): void {
  element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}

function added(name: string, role: string): HTMLElement {
  const element = document.createElement("div");
  element.className = name;
  element.setAttribute("role", role);
  element.hidden = true;
  document.body.append(element);
  return element;
}
