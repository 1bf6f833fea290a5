import { describe, expect, test } from "vitest";
import type { Measure } from "../../src/measures/define-measure.js";
import { MEASURES } from "../../src/measures/table.js";
import { build } from "../kernels/matrices.js";
import { claims } from "./conformance.js";

describe.each(Object.entries(MEASURES))("%s", (name, row) => {
  test("stands in the table under its name, frozen", () => {
    expect(row.name).toBe(name);
    expect(Object.isFrozen(row)).toBe(true);
    expect(Object.isFrozen(MEASURES)).toBe(true);
  });

  for (const { sentence, prove } of claims(row)) test(sentence, prove);
});

describe("the suite refutes", () => {
  const { cka } = MEASURES;
  const worse = (change: Partial<Measure>): Measure => ({ ...cka, ...change });
  test.each<[string, Measure, string]>([
    ["a false invariance", worse({ invariantTo: ["invertible linear"] }), "is invariant to invertible linear"],
    ["a false non-invariance", worse({ notInvariantTo: ["orthogonal"] }), "is not invariant to orthogonal"],
    ["a transformation left out", worse({ notInvariantTo: [] }), "says of each transformation whether it sees it"],
    ["a false asymmetry", worse({ symmetric: false }), "is not symmetric"],
    ["a false greatest score", worse({ range: [-1, 2] }), "scores 2 of a representation and itself"],
    ["a false range", worse({ range: [0, 1] }), "scores between 0 and 1"],
    ["a false least number of examples", worse({ minimumExamples: 5 }), "needs 5 examples and takes as many"],
    ["a false number of examples to be defined from", worse({ definedFrom: 9 }), "is defined from so many"],
    ["another score in two stages", worse({ between: () => 0.5 }), "gives the same score in two stages"],
    ["a name that errors do not use", worse({ name: "cca" }), "refuses NaN and infinity"],
    ["a missing reason", worse({ measure: (x, y) => ({ ...cka.measure(x, y), threshold: null }) }), "gives reasons"],
    ["a score of what is constant", worse({ between: () => 0 }), "is null with the reason “constant”"],
    ["a false word on what is undefined", worse({ undefinedFor: [] }), "is defined for all examples equally"],
    ["an undefined kind that is not", worse({ undefinedFor: ["zero row"] }), "is null, with the reason, for a row"],
    ["permuted scores of another order", worse({ permuted: () => Float64Array.of(0, 0, 0) }), "gives the scores of"],
    [
      "a measure that looks at raw numbers",
      worse({ prepare: (x, label) => cka.prepare(label === "y" ? doubled(x) : x) }),
      "is symmetric",
    ],
  ])("%s", (_, row, sentence) => {
    const claim = claims(row).find((one) => one.sentence.startsWith(sentence));
    expect(claim).toBeDefined();
    expect(claim?.prove).toThrow();
  });

  function doubled(y: Parameters<Measure["measure"]>[1]) {
    return build(y.rows, y.columns, (i, j) => Number(y.data[i * y.columns + j]) * (j + 1));
  }
});
