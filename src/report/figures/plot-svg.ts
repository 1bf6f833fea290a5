import * as Plot from "@observablehq/plot";
import { DOMParser } from "linkedom";

/**
 * Draws a plot outside a browser.
 *
 * The document is XML, where linkedom escapes text and attributes alike. Text keeps to the font of the page.
 *
 * @param options - as `Plot.plot` takes them, without `document`; figures with a legend or caption of Plot's own are not SVG.
 * @returns one SVG element, with the options' `ariaLabel` as its name.
 */
export function plotSvg(options: Plot.PlotOptions): string {
  const document = new DOMParser().parseFromString("<svg/>", "image/svg+xml");
  const svg = Plot.plot({ className: "plot", style: { fontSize: "12px" }, ...options, document });
  // Plot labels its groups by their mark, which only elements with a role may be.
  for (const group of svg.querySelectorAll("[aria-label]")) {
    group.setAttribute("data-mark", group.getAttribute("aria-label") ?? "");
    group.removeAttribute("aria-label");
  }
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.setAttribute("role", "img");
  return svg.outerHTML;
}
