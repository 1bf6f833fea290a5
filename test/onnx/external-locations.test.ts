import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { externalLocations } from "../../src/onnx/external-locations.js";
import { externalTensor, field, withGraph } from "../support/external-data.js";
import { goldenFile } from "../support/golden-models.js";

describe("externalLocations", () => {
  test("are none of a model of one file", () => {
    expect(externalLocations(readFileSync(goldenFile("a.onnx")))).toEqual([]);
  });

  test("are those of initialisers, each once, in their order", () => {
    const graph = [..."bab"].map((name) => field(5, externalTensor(`${name}.data`)));
    expect(externalLocations(withGraph(Buffer.concat(graph)))).toEqual(["b.data", "a.data"]);
  });

  test("are those of attributes too, and of the graphs in them", () => {
    const inner = field(5, externalTensor("inner"));
    const attributes = [field(5, externalTensor("one")), field(10, externalTensor("of many")), field(6, inner)];
    const node = Buffer.concat(attributes.map((attribute) => field(5, attribute)));
    expect(externalLocations(withGraph(field(1, node)))).toEqual(["one", "of many", "inner"]);
  });

  test("name the file that is no model, and end in graphs without end", () => {
    expect(() => externalLocations(Buffer.from("no model"), "x.onnx")).toThrow(/^x\.onnx is not a valid ONNX model/);
    let graph: Buffer = field(5, externalTensor("deep"));
    for (let depth = 0; depth < 40; depth++) graph = field(1, field(5, field(6, graph)));
    expect(externalLocations(withGraph(graph))).toEqual([]);
  });
});
