import { afterAll, describe, expect, test } from "vitest";
import { ownParameters } from "../../../src/onnx/own-parameters.js";
import { pairParameters } from "../../../src/onnx/pair-parameters.js";
import { findUnitClasses } from "../../../src/onnx/permutation/find-unit-classes.js";
import type { UnitClasses } from "../../../src/onnx/permutation/unit-classes.js";
import { readModel } from "../../../src/onnx/read-model.js";
import type { ImageInput } from "../../../src/runtime/image-input.js";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { openModel } from "../../../src/runtime/open-model.js";
import { traceGraph } from "../../../src/runtime/trace-graph.js";
import { unitsGap } from "../../../src/runtime/units-gap.js";
import { modelBytes, type NodeLine, type TensorSpec } from "../../support/onnx-builder.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());
const GRAY: ImageInput = { name: "input", batch: null, shape: [1, 28, 28] };

async function zoo(name: string) {
  const model = await openModel(`zoo:${name}`);
  return { name, onnx: ownParameters(model.onnx) };
}

async function found(model: { name: string; onnx: ReturnType<typeof readModel> }, input: ImageInput) {
  const { pairs } = pairParameters(model.onnx, model.onnx);
  const own = { ...input, name: model.onnx.inputs[0]?.name ?? "" };
  const parameters = (pairs ?? []).map(({ a }) => a);
  return { classes: findUnitClasses(model.onnx, parameters, await traceGraph(engine, model, own)), input: own };
}

const sizes = ({ classes }: UnitClasses) =>
  classes.map(({ size, block }) => (block === null ? `${size}` : `${size} in ${block.of}`));

const HEADS = (width: number, hidden: number, at: number) => [
  "4",
  `${width} in ${at}`,
  `${width} in ${at}`,
  `${hidden}`,
];

describe("the zoo", () => {
  test.each([
    ["plain-1", ["24", "48", "48", "64", "64", "128"]],
    ["separable-1", ["32", "64", "64", "128", "128", "256"]],
    ["resnet-1", ["16", "16", "16", "16", "32", "32", "32", "32", "64", "64", "64", "64"]],
    ["vit-1", ["64", ...HEADS(64, 128, 1), ...HEADS(64, 128, 5), ...HEADS(64, 128, 9)]],
    ["vit-mean-1", ["56", ...HEADS(56, 112, 1), ...HEADS(56, 112, 5), ...HEADS(56, 112, 9)]],
  ])("%s has the units of its architecture, and they may change places", async (name, expected) => {
    const model = await zoo(name);
    const { classes, input } = await found(model, GRAY);
    expect(sizes(classes)).toEqual(expected);
    expect(await unitsGap(engine, model, input, classes, 1)).toBeNull();
  });

  test("units that may not change places are noticed", async () => {
    const model = await zoo("plain-1");
    const { classes, input } = await found(model, GRAY);
    const [first, ...others] = classes.classes;
    const broken = {
      ...classes,
      classes: [{ ...first, sites: first?.sites.slice(1) ?? [] }, ...others],
    } as UnitClasses;
    expect(await unitsGap(engine, model, input, broken, 1)).toMatch(/plain-1: its outputs move by .* of the largest/);
  });
});

const wave = (name: string, dims: readonly number[]) => ({
  name,
  dims,
  values: Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, k) => Math.sin(1 + 1.7 * k + name.length)),
});

const ints = (name: string, values: readonly number[]): TensorSpec => ({
  name,
  type: "int64",
  dims: [values.length],
  values,
});

function built(nodes: readonly NodeLine[], weights: readonly TensorSpec[]) {
  const bytes = modelBytes({
    inputs: [["images", "float32", ["n", 2, 4, 4]]],
    outputs: ["out"],
    weights,
    nodes,
  });
  return { name: "built", onnx: readModel(bytes, "built") };
}

const SMALL: ImageInput = { name: "images", batch: null, shape: [2, 4, 4] };
const POOL: readonly NodeLine[] = [
  ["GlobalAveragePool", "last", "pooled"],
  ["Flatten", "pooled", "flat"],
];
const conv = (input: string, weight: string, output: string, group = 1): NodeLine => [
  "Conv",
  `${input} ${weight}`,
  output,
  { group: { int: group } },
];

describe("graphs built for it", () => {
  test.each<[string, readonly NodeLine[], readonly ReturnType<typeof wave>[], readonly string[]]>([
    [
      "a flattened map gives each channel a place for every pixel",
      [conv("images", "w", "last"), ["Relu", "last", "r"], ["Flatten", "r", "flat"], ["MatMul", "flat", "x"]].slice(
        0,
        3,
      ) as NodeLine[],
      [wave("w", [6, 2, 1, 1]), wave("head", [96, 3])],
      ["6"],
    ],
    [
      "concatenated branches keep their own units",
      [conv("images", "w", "a"), conv("images", "v", "b"), ["Concat", "a b", "last", { axis: { int: 1 } }], ...POOL],
      [wave("w", [5, 2, 1, 1]), wave("v", [7, 2, 1, 1]), wave("head", [12, 3])],
      ["5", "7"],
    ],
    [
      "groups move inside only",
      [conv("images", "w", "a"), conv("a", "grouped", "last", 2), ...POOL],
      [wave("w", [6, 2, 1, 1]), wave("grouped", [8, 3, 1, 1]), wave("head", [8, 3])],
      ["4", "4"],
    ],
    [
      "a residual sum makes two layers' units one",
      [conv("images", "w", "a"), conv("a", "v", "b"), ["Add", "a b", "last"], ...POOL],
      [wave("w", [6, 2, 1, 1]), wave("v", [6, 6, 1, 1]), wave("head", [6, 3])],
      ["6"],
    ],
    [
      "split halves that meet again are one",
      [
        conv("images", "w", "a"),
        ["Split", "a", "left right", { axis: { int: 1 } }],
        ["Mul", "left right", "last"],
        ...POOL,
      ],
      [wave("w", [8, 2, 1, 1]), wave("head", [4, 3])],
      ["4"],
    ],
  ])("%s", async (_, nodes, weights, expected) => {
    const model = built([...nodes, ["MatMul", "flat head", "out"]], weights);
    const { classes, input } = await found(model, SMALL);
    expect(sizes(classes)).toEqual(expected);
    expect(await unitsGap(engine, model, input, classes, 3)).toBeNull();
  });

  test("a normalisation shared by all heads keeps heads in their places, and their members inside", async () => {
    const tokens: readonly NodeLine[] = [
      ["Reshape", "images tokens", "x"],
      ...["q", "k", "v"].flatMap((of): NodeLine[] => [
        ["MatMul", `x w${of}`, `${of}flat`],
        ["Reshape", `${of}flat heads`, `${of}split`],
        ["Transpose", `${of}split`, `${of}turned`, { perm: { ints: [0, 2, 1, 3] } }],
      ]),
      ["LayerNormalization", "qturned gain", "qn"],
      ["LayerNormalization", "kturned gain", "kn"],
      ["Transpose", "kn", "kt", { perm: { ints: [0, 1, 3, 2] } }],
      ["MatMul", "qn kt", "scores"],
      ["Softmax", "scores", "weights"],
      ["MatMul", "weights vturned", "mixed"],
      ["Transpose", "mixed", "back", { perm: { ints: [0, 2, 1, 3] } }],
      ["Reshape", "back joined", "merged"],
      ["MatMul", "merged head", "out"],
    ];
    const weights = [
      ...["wq", "wk", "wv"].map((name) => wave(name, [8, 6])),
      wave("gain", [3]),
      wave("head", [6, 3]),
      ints("tokens", [-1, 4, 8]),
      ints("heads", [-1, 4, 2, 3]),
      ints("joined", [-1, 4, 6]),
    ];
    const { classes, input } = await found(built(tokens, weights), SMALL);
    expect(await unitsGap(engine, built(tokens, weights), input, classes, 3)).toBeNull();
    // Three dimensions that queries and keys of both heads share, and three values in either head.
    expect(sizes(classes)).toEqual(["3", "3", "3"]);
  });

  test("groups that are normalised with numbers of their own stay in their places", async () => {
    const nodes: readonly NodeLine[] = [
      conv("images", "w", "a"),
      ["Reshape", "a grouped", "g"],
      ["InstanceNormalization", "g scale bias", "n"],
      ["Reshape", "n whole", "last"],
      ...POOL,
      ["MatMul", "flat head", "out"],
    ];
    const weights = [
      wave("w", [6, 2, 1, 1]),
      wave("scale", [2]),
      wave("bias", [2]),
      wave("head", [6, 3]),
      ints("grouped", [0, 2, -1]),
      ints("whole", [0, 6, 4, 4]),
    ];
    const { classes, input } = await found(built(nodes, weights), SMALL);
    expect(sizes(classes)).toEqual(["3", "3"]);
    expect(await unitsGap(engine, built(nodes, weights), input, classes, 3)).toBeNull();
  });

  test("what is added to units in one place and to plain numbers in another pins the units it cannot follow", async () => {
    const nodes: readonly NodeLine[] = [
      ["Reshape", "images tokens", "x"],
      ["MatMul", "x w", "y"],
      ["Slice", "x from2 to2 axes", "plain"],
      ["Slice", "y from2b to2b axes", "moving"],
      ["Concat", "plain moving", "first", { axis: { int: 2 } }],
      ["Concat", "first y", "z", { axis: { int: 1 } }],
      ["Add", "z positions", "p"],
      ["MatMul", "p head", "out"],
    ];
    const weights = [
      wave("w", [8, 8]),
      wave("positions", [1, 5, 8]),
      wave("head", [8, 3]),
      ints("tokens", [-1, 4, 8]),
      ints("from2", [0, 0]),
      ints("to2", [1, 4]),
      ints("from2b", [0, 4]),
      ints("to2b", [1, 8]),
      ints("axes", [1, 2]),
    ];
    const model = built(nodes, weights);
    const { classes, input } = await found(model, SMALL);
    expect(sizes(classes)).toEqual(["4"]);
    expect(await unitsGap(engine, model, input, classes, 3)).toBeNull();
  });

  test("an operator that nothing is known of is named", async () => {
    const nodes: NodeLine[] = [
      conv("images", "w", "a"),
      ["CumSum", "a axis", "last"],
      ...POOL,
      ["MatMul", "flat head", "out"],
    ];
    const model = built(nodes, [wave("w", [8, 2, 1, 1]), wave("head", [8, 3]), ints("axis", [1])]);
    await expect(found(model, SMALL)).rejects.toThrow(
      'built: CumSum "last" mixes channels in a way that is not known: its units cannot be matched',
    );
  });
});
