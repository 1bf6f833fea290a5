import type { Reading } from "../reading.js";
import { matrixPlaces } from "./matrix-places.js";
import type { Places } from "./places.js";
import { hideTip, showTip } from "./tip.js";
import { titledPlaces } from "./titled-places.js";

const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Lets pointer and arrow keys read the figures: names and numbers of what is there. */
export function readFigures(within: ParentNode): void {
  for (const host of within.querySelectorAll<HTMLElement>(".reader")) {
    const svg = host.querySelector("svg");
    if (svg !== null) readFigure(host, svg);
  }
}

/** Places are looked for when they are first needed: a page may hold many figures that nobody reads. */
function readFigure(host: HTMLElement, svg: SVGSVGElement): void {
  let found: Places | null = null;
  let at = 0;
  const places = () => {
    found ??= placesIn(host, svg);
    return found;
  };
  const show = (place: number) => {
    at = place;
    showTip(host, places().textOf(place), () => places().boxOf(place));
  };
  host.tabIndex = 0;
  host.setAttribute("role", "group");
  host.setAttribute("aria-label", `${svg.getAttribute("aria-label") ?? ""}. Arrow keys read it.`);
  host.addEventListener("pointermove", ({ clientX, clientY }) => {
    const place = places().at(clientX, clientY);
    if (place === null) hideTip();
    else show(place);
  });
  host.addEventListener("pointerleave", hideTip);
  host.addEventListener("blur", hideTip);
  host.addEventListener("focus", () => {
    if (host.matches(":focus-visible") && places().count > 0) show(Math.min(at, places().count - 1));
  });
  host.addEventListener("click", () => places().open(at));
  host.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (event.key === "Escape") hideTip();
    if (event.key === "Enter") {
      // What opens takes the focus, and would get the key's click.
      event.preventDefault();
      places().open(at);
    }
    if (step === undefined || places().count === 0) return;
    event.preventDefault();
    show(places().beside(at, step));
  });
}

function placesIn(host: HTMLElement, svg: SVGSVGElement): Places {
  const data = host.querySelector('script[type="application/json"]');
  if (data === null) return titledPlaces(svg);
  return matrixPlaces(svg, JSON.parse(data.textContent ?? "") as Reading);
}
