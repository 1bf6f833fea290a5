import { describe, expect, test } from "vitest";
import type { OnnxModel } from "../../../src/onnx/model.js";
import { axisSources } from "../../../src/onnx/permutation/axis-sources.js";
import { permuted, permutedValues, roomFor } from "../../../src/onnx/permutation/permuted.js";
import { randomPermutations } from "../../../src/onnx/permutation/random-permutations.js";
import type { UnitClasses, UnitSite } from "../../../src/onnx/permutation/unit-classes.js";
import { readModel } from "../../../src/onnx/read-model.js";
import { tensorValues } from "../../../src/onnx/tensor-values.js";
import { gaussian } from "../../kernels/matrices.js";
import { closeAll } from "../../support/close.js";
import { modelBytes, type TensorSpec } from "../../support/onnx-builder.js";
import { ramp, runModel } from "../run-model.js";

const random = (count: number, seed: number) => Array.from(gaussian(1, count, seed).data, Math.fround);

/** Two convolutions, a Flatten and a Gemm: 5 and 4 channels, of the latter each with six pixels in the head. */
function network(): OnnxModel {
  const weight = (name: string, seed: number, ...dims: number[]): TensorSpec => ({
    name,
    dims,
    values: random(
      dims.reduce((product, dim) => product * dim, 1),
      seed,
    ),
  });
  const pads = { pads: { ints: [1, 1, 1, 1] } };
  return readModel(
    modelBytes({
      inputs: [["x", "float32", [2, 3, 2, 3]]],
      outputs: [["y", "float32", [2, 7]]],
      weights: [
        weight("w1", 1, 5, 3, 3, 3),
        weight("b1", 2, 5),
        weight("w2", 3, 4, 5, 3, 3),
        weight("b2", 4, 4),
        weight("w3", 5, 7, 24),
        weight("b3", 6, 7),
      ],
      nodes: [
        ["Conv", "x w1 b1", "c1", pads],
        ["Relu", "c1", "r1"],
        ["Conv", "r1 w2 b2", "c2", pads],
        ["Relu", "c2", "r2"],
        ["Flatten", "r2", "f"],
        ["Gemm", "f w3 b3", "y", { transB: { int: 1 } }],
      ],
    }),
  );
}

const whole = (parameter: number, axis: number, size: number, places = 1): UnitSite => ({
  parameter,
  axis,
  places,
  indices: Int32Array.from({ length: size * places }, (_, i) => i),
});

function classesOf(model: OnnxModel): UnitClasses {
  const plain = { activations: [], block: null };
  return {
    parameters: [...model.initializers.values()],
    classes: [
      { ...plain, size: 5, sites: [whole(0, 0, 5), whole(1, 0, 5), whole(2, 1, 5)] },
      { ...plain, size: 4, sites: [whole(2, 0, 4), whole(3, 0, 4), whole(4, 1, 4, 6)] },
    ],
  };
}

function valuesOf(bytes: Uint8Array, name: string): number[] {
  const model = readModel(bytes);
  const tensor = model.initializers.get(name);
  if (tensor === undefined) throw new Error(`no ${name}`);
  return Array.from(tensorValues(model, tensor), Number);
}

describe("permuted", () => {
  test("computes what the model did, with units in other places", async () => {
    const model = network();
    const x = { x: ramp([2, 3, 2, 3]) };
    const expected = (await runModel(model.bytes, x)).y?.data ?? [];
    for (const seed of [1, 2, 3]) {
      const bytes = permuted(model.bytes, classesOf(model), randomPermutations(classesOf(model), seed));
      expect(bytes).not.toEqual(model.bytes);
      closeAll((await runModel(bytes, x)).y?.data ?? [], expected, 1e-5);
    }
    // What is moved at one end only changes what it computes: the test could fail.
    const [first, ...others] = classesOf(model).classes;
    const half = {
      parameters: classesOf(model).parameters,
      classes: [{ ...first, sites: [whole(0, 0, 5)] }, ...others],
    };
    const broken = permuted(model.bytes, half as UnitClasses, randomPermutations(classesOf(model), 1));
    expect(() => closeAll(Array.from(valuesOf(broken, "w1")), valuesOf(model.bytes, "w1"), 1e-5)).toThrow();
    const { y } = await runModel(broken, x);
    expect(() => closeAll(y?.data ?? [], expected, 1e-5)).toThrow();
  });

  test("place i takes what was unit permutation[i], along both axes of a parameter", () => {
    const bytes = modelBytes({
      weights: [
        { name: "w", dims: [2, 3], values: [11, 12, 13, 21, 22, 23] },
        { name: "odd", dims: [1], values: [5] },
      ],
      nodes: [["Identity", "w", "y"]],
    });
    const parameters = [...readModel(bytes).initializers.values()];
    const plain = { activations: [], block: null };
    const classes = [
      { ...plain, size: 2, sites: [whole(0, 0, 2)] },
      { ...plain, size: 3, sites: [whole(0, 1, 3)] },
    ];
    const result = permuted(bytes, { parameters, classes }, [Int32Array.of(1, 0), Int32Array.of(2, 0, 1)]);
    expect(valuesOf(result, "w")).toEqual([23, 21, 22, 13, 11, 12]);
    expect(valuesOf(result, "odd")).toEqual([5]);
  });

  test.each([
    ["float32", false],
    ["float32", true],
    ["float64", false],
    ["float64", true],
    ["float16", false],
    ["bfloat16", false],
  ] as const)("moves elements of %s, typed field: %s, to the bit", (type, typed) => {
    const sixteen = type === "float16" || type === "bfloat16";
    const values = sixteen ? [0x3c00, 0x7e01, 0xc500, 0x0001] : [1.5, -0, 3e-40, 7];
    // A name of odd length before it, so that values are not aligned.
    for (const name of ["w", "ww", "www", "wwww"]) {
      const spec = { name, type, dims: [4], values, typed };
      const bytes = modelBytes({ weights: [spec], nodes: [["Identity", name, "y"]] });
      const parameters = [...readModel(bytes).initializers.values()];
      const unitClasses: UnitClasses = {
        parameters,
        classes: [{ size: 4, sites: [whole(0, 0, 4)], activations: [], block: null }],
      };
      const order = Int32Array.of(2, 3, 1, 0);
      const moved = modelBytes({
        weights: [{ ...spec, values: Array.from(order, (i) => values[i] ?? 0) }],
        nodes: [["Identity", name, "y"]],
      });
      expect(permuted(bytes, unitClasses, [order])).toEqual(moved);
      expect(permuted(Buffer.from(bytes), unitClasses, [order])).toEqual(moved);
    }
  });

  test("refuses a value field of varints", () => {
    const bytes = modelBytes({
      weights: [{ name: "w", type: "float16", dims: [2], values: [1, 2], typed: true }],
      nodes: [["Identity", "w", "y"]],
    });
    const parameters = [...readModel(bytes).initializers.values()];
    const classes = [{ size: 2, sites: [whole(0, 0, 2)], activations: [], block: null }];
    expect(() => permuted(bytes, { parameters, classes }, [Int32Array.of(1, 0)])).toThrow(
      /"w" has 2 elements in 2 bytes/,
    );
  });

  test("leaves the model alone", () => {
    const model = network();
    const before = model.bytes.slice();
    permuted(model.bytes, classesOf(model), randomPermutations(classesOf(model), 1));
    expect(model.bytes).toEqual(before);
  });

  test("moves one parameter alone", () => {
    const model = network();
    const [classes, order] = [classesOf(model), randomPermutations(classesOf(model), 1)];
    const moved = permuted(model.bytes, classes, order);
    for (const [p, sources] of axisSources(classes, order).entries()) {
      const tensor = classes.parameters[p];
      if (tensor === undefined) throw new Error("no parameter");
      const { start, end } = tensor.values;
      expect(permutedValues(model, tensor, sources, roomFor(classes))).toEqual(moved.subarray(start, end));
    }
    expect(moved).not.toEqual(model.bytes);
  });
});
