import { similarityLook } from "../figures/viridis.js";

const SIDE = 320;

/** A layer map on a canvas, from its bytes: 0 for no value, else 128 + 127 × the value. */
export function drawMap(bytes: string, rows: number, columns: number): HTMLCanvasElement {
  const values = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [columns, rows];
  canvas.style.aspectRatio = `${columns} / ${rows}`;
  canvas.style.maxWidth = `${SIDE}px`;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${rows} by ${columns} layers`);
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  const image = context.createImageData(columns, rows);
  values.forEach((byte, at) => {
    if (byte > 0) image.data.set([...similarityLook((byte - 128) / 127), 255], 4 * at);
  });
  context.putImageData(image, 0, 0);
  return canvas;
}
