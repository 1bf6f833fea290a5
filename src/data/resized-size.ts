import { TrisimError } from "../errors.js";
import type { Resize } from "./preprocess-steps.js";
import { roundHalfEven } from "./round-half-even.js";

/** Of an image or a part of one, in pixels. */
export interface Size {
  readonly height: number;
  readonly width: number;
}

/**
 * The size of an image after it has been resized.
 *
 * @throws TrisimError "unsupported" where no pixel of the shorter side would be left.
 * @example
 * resizedSize({ height: 375, width: 500 }, { to: "shortest", edge: 256, filter: "bicubic" }); // => { height: 256, width: 341 }
 */
export function resizedSize(image: Size, resize: Resize): Size {
  if (resize.to === "exact") return { height: resize.height, width: resize.width };
  if (resize.to === "shortest") return shortest(image, resize.edge);
  return inProportion(image, resize, resize.to === "cover" ? Math.min : Math.max);
}

/** `int(edge * long / short)`, as torchvision and transformers have it. */
function shortest({ height, width }: Size, edge: number): Size {
  if (width <= height) return { height: Math.floor((edge * height) / width), width: edge };
  return { height: edge, width: Math.floor((edge * width) / height) };
}

function inProportion({ height, width }: Size, to: Size, choose: (a: number, b: number) => number): Size {
  const ratio = choose(height / to.height, width / to.width);
  const size = { height: roundHalfEven(height / ratio), width: roundHalfEven(width / ratio) };
  if (size.height > 0 && size.width > 0) return size;
  const becomes = `an image of ${height}×${width} pixels becomes ${size.height}×${size.width} inside ${to.height}×${to.width}`;
  throw new TrisimError("unsupported", `resizing: ${becomes}; leave it out or crop it first`);
}
