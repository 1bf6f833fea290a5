import fc from "fast-check";
import { expect, test } from "vitest";
import { shortenNames } from "../../src/report/shorten-names.js";

test("the blocks of an exported ResNet keep stage and block", () => {
  const names = ["/layer1/layer1.0/Relu_1_output_0", "/layer1/layer1.1/Relu_1_output_0", "/Flatten_output_0"];
  expect(shortenNames(names)).toEqual(["layer1.0", "layer1.1", "Flatten"]);
});

test("the path all layers share is left out", () => {
  const names = ["/m/vit/layers.0/Add_1_output_0", "/m/vit/layers.1/Add_1_output_0", "/m/vit/layernorm/Add_output_0"];
  expect(shortenNames(names)).toEqual(["layers.0", "layers.1", "layernorm"]);
});

test("two tensors of one block keep their operators", () => {
  expect(shortenNames(["/block/Relu_output_0", "/block/Add_output_0"])).toEqual(["Relu", "Add"]);
  expect(shortenNames(["/a/Relu_output_0", "/a/Add_output_0", "/b/Add_output_0"])).toEqual(["a/Relu", "a/Add", "b"]);
});

test("names that are short already stay as they are", () => {
  expect(shortenNames(["add_110", "add_135", "", "/"])).toEqual(["add_110", "add_135", "", "/"]);
});

test("long names lose their middle", () => {
  expect(shortenNames(["x".repeat(40)])).toEqual([`${"x".repeat(10)}…${"x".repeat(11)}`]);
});

test("there is one short name a layer, at most 22 characters long", () => {
  const part = fc.constantFrom("layer1", "layer1.0", "Relu_1", "a", "", "conv.weight.of.some.length");
  const name = fc.array(part, { maxLength: 5 }).map((parts) => parts.join("/"));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), (names) => {
      const short = shortenNames(names);
      expect(short).toHaveLength(names.length);
      for (const text of short) expect(Array.from(text).length).toBeLessThanOrEqual(22);
    }),
  );
});
