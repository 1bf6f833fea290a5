import { z } from "zod";
import { TrisimError } from "../errors.js";

/** More than any network takes; what is larger is a slip, and would not fit into memory. */
const MOST_PIXELS = 2 ** 14;
const pixels = z.int().min(1).max(MOST_PIXELS);
const rectangle = z.strictObject({ height: pixels, width: pixels });
const shortestEdge = z.strictObject({ shortest_edge: pixels });

type PixelSize = { readonly height: number; readonly width: number } | { readonly edge: number };

/**
 * What a size of a `preprocessor_config.json` means: a number, `{ height, width }` or `{ shortest_edge }`.
 *
 * @param plain - what a number is the length of; `null` where the file leaves that open.
 * @throws TrisimError "bad-value" naming key, value and what was expected.
 * @example
 * pixelSize("f.json", "size", 224, "square"); // => { height: 224, width: 224 }
 * pixelSize("f.json", "size", { shortest_edge: 256 }, null); // => { edge: 256 }
 */
export function pixelSize(file: string, key: string, value: unknown, plain: "square" | "shortest" | null): PixelSize {
  const given = withoutNulls(value);
  const number = pixels.safeParse(given);
  if (number.success && plain === null) throw open(file, key, number.data);
  if (number.success) return plain === "square" ? { height: number.data, width: number.data } : { edge: number.data };
  const exact = rectangle.safeParse(given);
  if (exact.success) return exact.data;
  const shortest = shortestEdge.safeParse(given);
  if (shortest.success) return { edge: shortest.data.shortest_edge };
  const expected = `1 to ${MOST_PIXELS} pixels as a number, {"height", "width"} or {"shortest_edge"}`;
  throw new TrisimError("bad-value", `${file}: ${key}: ${JSON.stringify(value)}; expected ${expected}`);
}

/** transformers writes the keys that are not set, too. */
function withoutNulls(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}

function open(file: string, key: string, value: number): TrisimError {
  const either = `{"shortest_edge": ${value}} or {"height": ${value}, "width": ${value}}`;
  return new TrisimError("bad-value", `${file}: ${key}: ${value} may be an edge or a square; expected ${either}`);
}
