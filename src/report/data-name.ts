import { slug } from "./figure-block.js";

/**
 * What the files of a data set's figures and tables begin or end with: its place, which tells equal names apart, and its name.
 *
 * @example
 * dataName({ name: "zoo:fashion" }, 0); // => "1-zoo-fashion"
 */
export function dataName({ name }: { readonly name: string }, k: number): string {
  return `${k + 1}-${slug(name, "data")}`;
}
