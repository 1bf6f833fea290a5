import { TrisimError } from "../errors.js";
import type { Dataset } from "./dataset.js";

/**
 * What is wrong with a set of images none of which can be decoded.
 *
 * @param first - the first image and its fault, of the same code where that is known.
 */
export function noneDecoded(
  { name, n }: Pick<Dataset, "name" | "n">,
  first: string,
  cause: TrisimError | null = null,
): TrisimError {
  const all = n === 1 ? "its only image" : `none of its ${n} images can be decoded; the first`;
  return new TrisimError(cause?.code ?? "malformed", `${name}: ${all}: ${first}`, { cause });
}
