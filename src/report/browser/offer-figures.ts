import { standaloneSvg } from "../standalone-svg.js";
import { button, toolbar } from "./button.js";
import { save } from "./save.js";

/** Dots of a PNG a unit of the figure: fit for print. */
const DENSITY = 3;

/** Offers every figure as SVG and PNG. */
export function offerFigures(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("figure[data-figure]")) {
    const svg = figure.querySelector("svg");
    const name = figure.dataset.figure;
    if (svg === null || name === undefined) continue;
    const row = toolbar([
      button("SVG", `Save ${name} as SVG`, () => save(`${name}.svg`, new Blob([text(svg)], { type: "image/svg+xml" }))),
      button("PNG", `Save ${name} as PNG`, () => void savePng(svg, name)),
    ]);
    (figure.querySelector("figcaption") ?? figure).append(row);
  }
}

function text(svg: SVGSVGElement): string {
  return standaloneSvg(new XMLSerializer().serializeToString(svg));
}

async function savePng(svg: SVGSVGElement, name: string): Promise<void> {
  const { width, height } = svg.viewBox.baseVal;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.ceil(width * DENSITY), Math.ceil(height * DENSITY)];
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => {
    if (blob !== null) save(`${name}.png`, blob);
  }, "image/png");
}
