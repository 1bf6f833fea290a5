const GAP = 10;

let parts: { readonly tip: HTMLElement; readonly ring: HTMLElement } | null = null;

let boxNow: () => DOMRect = () => new DOMRect();

/**
 * Shows words beside a box of the window, rings the box, and says the words to those who hear the page.
 *
 * @param host - whose words they are: in an open dialog nothing outside it can be seen.
 * @param boxOf - where the box is now: it moves when the page is scrolled.
 */
export function showTip(host: Element, text: string, boxOf: () => DOMRect): void {
  parts ??= { tip: made("tip", "status"), ring: made("ring", "presentation") };
  const { tip, ring } = parts;
  const ground = host.closest("dialog") ?? document.body;
  if (tip.parentElement !== ground) ground.append(tip, ring);
  if (tip.textContent !== text) tip.textContent = text;
  [tip.hidden, ring.hidden] = [false, false];
  boxNow = boxOf;
  beside(tip, ring, boxOf());
}

function beside(tip: HTMLElement, ring: HTMLElement, box: DOMRect): void {
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

addEventListener("scroll", follow, { passive: true, capture: true });

function follow(): void {
  if (parts !== null && !parts.tip.hidden) beside(parts.tip, parts.ring, boxNow());
}

function place(element: HTMLElement, left: number, top: number): void {
  element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}

function made(name: string, role: string): HTMLElement {
  const element = document.createElement("div");
  element.className = name;
  element.setAttribute("role", role);
  element.hidden = true;
  return element;
}
