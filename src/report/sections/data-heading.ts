import type { DataEntry } from "../../study/results.js";
import { count } from "../format.js";
import { type Markup, markup } from "../markup.js";

/** The heading of one data set's part of a section. */
export function dataHeading({ name, role, n }: Pick<DataEntry, "name" | "role" | "n">): Markup {
  return markup`<h3><bdi>${name}</bdi> <span class="aside">${role === "id" ? "in" : "out of"} distribution, <i>n</i>&nbsp;=&nbsp;${count(n)}</span></h3>
`;
}
