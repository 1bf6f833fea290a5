import type { LinkedEntry } from "../../src/report/render-demo.js";
import { compareResult } from "./compare-result.js";

/** Two pairs of the demo with the same made-up comparison. */
export function demoEntries(): LinkedEntry[] {
  const pairs = [
    { a: "resnet-1", b: "resnet-1-fork", what: "A network and its fork" },
    { a: "resnet-1", b: "vit-1", what: "A CNN and a Vision Transformer" },
  ];
  return pairs.map((pair) => ({ pair, result: compareResult(), page: `${pair.a}+${pair.b}/index.html` }));
}
