import { standaloneSvg } from "../standalone-svg.js";
import { button, toolbar } from "./button.js";
import { save } from "./save.js";
import { sheetOf } from "./sheet-of.js";

/** Dots of a PNG a unit of the figure: fit for print. */
const DENSITY = 3;

/** Offers every figure as SVG and PNG. */
export function offerFigures(within: ParentNode): void {
  for (const figure of within.querySelectorAll<HTMLElement>("figure[data-figure]")) {
    const svg = figure.querySelector("svg");
    const { figure: name, sheet } = figure.dataset;
    if (svg === null || name === undefined) continue;
    const text = () =>
      standaloneSvg(sheet === undefined ? new XMLSerializer().serializeToString(svg) : sheetOf(figure, sheet));
    const row = toolbar([
      button("SVG", `Save ${name} as SVG`, () => save(`${name}.svg`, new Blob([text()], { type: "image/svg+xml" }))),
      button("PNG", `Save ${name} as PNG`, () => void savePng(text(), name)),
    ]);
    (figure.querySelector("figcaption") ?? figure).append(row);
  }
}

async function savePng(text: string, name: string): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  const { naturalWidth, naturalHeight } = image;
  [canvas.width, canvas.height] = [Math.ceil(naturalWidth * DENSITY), Math.ceil(naturalHeight * DENSITY)];
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => {
    if (blob !== null) save(`${name}.png`, blob);
  }, "image/png");
}
