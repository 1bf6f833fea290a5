import { describe, expect, test } from "vitest";
import { checkPermutations } from "../../../src/onnx/permutation/check-permutations.js";
import { checkUnitClasses } from "../../../src/onnx/permutation/check-unit-classes.js";
import { mlp, unitNet } from "../../support/unit-nets.js";

function heads() {
  const net = unitNet();
  const head = net.units(2);
  net.units(4, head);
  return net.classes();
}

describe("checkPermutations", () => {
  test.each([
    [[[0, 1]], "1 permutations for 2 classes, expected one each"],
    [[[0], [0, 1, 2, 3]], "the permutation of class 0 has 1 units, expected 2"],
    [
      [
        [0, 2],
        [0, 1, 2, 3],
      ],
      "the permutation of class 0 has unit 2 at place 1, expected 0 to 1",
    ],
    [
      [
        [0, -1],
        [0, 1, 2, 3],
      ],
      "the permutation of class 0 has unit -1 at place 1, expected 0 to 1",
    ],
    [
      [
        [1, 1],
        [0, 1, 2, 3],
      ],
      "the permutation of class 0 has unit 1 twice, expected every unit once",
    ],
    [
      [
        [1, 0],
        [0, 1, 2, 3],
      ],
      "class 1 takes unit 0 of block 0 to place 0, where block 1 goes",
    ],
    [
      [
        [0, 1],
        [0, 2, 1, 3],
      ],
      "class 1 takes unit 2 of block 1 to place 1, where block 0 goes",
    ],
  ])("refuses %j", (orders, message) => {
    const permutations = orders.map((order) => Int32Array.from(order));
    expect(() => checkPermutations("permuted", heads(), permutations)).toThrow(new RangeError(`permuted: ${message}`));
  });

  test("takes blocks that move whole", () => {
    checkPermutations("permuted", heads(), [Int32Array.of(1, 0), Int32Array.of(3, 2, 0, 1)]);
  });
});

describe("checkUnitClasses", () => {
  const site = { parameter: 0, axis: 0, places: 1, indices: Int32Array.of(0, 1) };
  const plain = { size: 2, activations: [], block: null };
  const { parameters } = mlp(3, 2, 4);
  const where = 'f: class 0, axis 0 of parameter 0 ("p0"):';

  test.each([
    [[{ ...plain, sites: [{ ...site, axis: 2 }] }], 'f: class 0, axis 2 of parameter 0 ("p0"): there is no such axis'],
    [
      [{ ...plain, sites: [{ ...site, parameter: 9 }] }],
      'f: class 0, axis 0 of parameter 9 ("missing"): there is no such axis',
    ],
    [[{ ...plain, sites: [{ ...site, places: 2 }] }], `${where} 2 indices, expected 2 units × 2 places`],
    [[{ ...plain, sites: [{ ...site, indices: Int32Array.of(0, 2) }] }], `${where} index 2 of 2`],
    [[{ ...plain, sites: [site, site] }], `${where} index 0 is there twice, expected one unit a place`],
    [
      [{ ...plain, sites: [], block: { of: 0, members: Int32Array.of(0, 0) } }],
      "f: class 0 has blocks of class 0, expected one before it",
    ],
    [
      [
        { ...plain, sites: [] },
        { ...plain, sites: [], block: { of: 0, members: Int32Array.of(0, 0) } },
      ],
      "f: class 1 has blocks of [2,0] units, expected 2 in 2 equal parts",
    ],
  ])("refuses classes that make no sense, %#", (classes, message) => {
    expect(() => checkUnitClasses("f", { parameters, classes })).toThrow(new RangeError(message));
  });

  test("takes those that do", () => {
    checkUnitClasses("f", mlp(3, 2, 4));
    checkUnitClasses("f", heads());
  });
});
