import { afterAll, test } from "vitest";
import { nodeEngine } from "../../../../src/runtime/node-engine.js";
import {
  attention,
  fusedGather,
  layerNorm,
  linear,
  mlp,
  patches,
  reduceMean,
  reshape,
  roll,
  slice,
  transpose,
} from "../../../support/blocks.js";
import { expectUnits } from "../../../support/found-units.js";
import { type Net, net } from "../../../support/net.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

interface Heads {
  readonly width: number;
  readonly heads: number;
  readonly tokens: number;
}

/** Maps of side × side tokens as windows of 2 × 2. */
function windows(n: Net, x: string, side: number, width: number): string {
  const cut = reshape(n, x, -1, side / 2, 2, side / 2, 2, width);
  return reshape(n, transpose(n, cut, 0, 1, 3, 2, 4, 5), -1, 4, width);
}

function unwindowed(n: Net, x: string, side: number, width: number): string {
  const cut = reshape(n, x, -1, side / 2, side / 2, 2, 2, width);
  return reshape(n, transpose(n, cut, 0, 1, 3, 2, 4, 5), -1, side, side, width);
}

/** A table of what is added to the scores of each head, read at places that depend on how far apart tokens are. */
function positionBias(n: Net, heads: number): string {
  const places = [0, 1, 2, 3].flatMap((i) =>
    [0, 1, 2, 3].map((j) => 3 * ((i >> 1) - (j >> 1) + 1) + ((i & 1) - (j & 1)) + 1),
  );
  const index = n.constant({ type: "int64", dims: [16], values: places });
  const read = n.add("Gather", `${n.weight(9, heads)} ${index}`, { axis: 0 });
  return reshape(n, transpose(n, reshape(n, read, 4, 4, heads), 2, 0, 1), 1, heads, 4, 4);
}

/** Keeps the halves of every other window apart, as tokens of a rolled map that are no neighbours: windows × 1 × 4 × 4. */
function mask(n: Net, count: number): string {
  const far = Array.from({ length: count * 16 }, (_, e) =>
    Number((e >> 4) % 2 === 1 && (e >> 2) % 4 < 2 !== e % 4 < 2),
  );
  const stored = n.constant({ type: "bool", dims: [1, count, 1, 4, 4], values: far });
  return n.add("Mul", `${n.add("Cast", stored, { to: 1 })} ${n.number(-100)}`);
}

function swinBlock(n: Net, x: string, side: number, heads: Heads, shift: number): string {
  const { width } = heads;
  const count = (side / 2) ** 2;
  const rolled = (y: string, by: number) => (by === 0 ? y : roll(n, roll(n, y, 1, by), 2, by));
  const cut = windows(n, rolled(layerNorm(n, x, width), shift), side, width);
  const adjusted = (scores: string) => {
    const biased = n.add("Add", `${scores} ${positionBias(n, heads.heads)}`);
    if (shift === 0) return biased;
    const apart = n.add("Add", `${reshape(n, biased, -1, count, heads.heads, 4, 4)} ${mask(n, count)}`);
    return reshape(n, apart, -1, heads.heads, 4, 4);
  };
  const mixed = attention(n, cut, heads, fusedGather, adjusted);
  const back = rolled(unwindowed(n, mixed, side, width), shift === 0 ? 0 : side - shift);
  const one = n.add("Add", `${x} ${back}`);
  return n.add("Add", `${one} ${mlp(n, layerNorm(n, one, width), width, 20)}`);
}

/** Each 2 × 2 of tokens side by side, normalised and brought to twice the width. */
function merged(n: Net, x: string, width: number): string {
  const corners = [0, 1].flatMap((j) => [0, 1].map((i) => slice(n, slice(n, x, 1, i, 1e6, 2), 2, j, 1e6, 2)));
  const all = layerNorm(n, n.add("Concat", corners.join(" "), { axis: -1 }), 4 * width);
  return n.add("MatMul", `${all} ${n.weight(4 * width, 2 * width)}`);
}

test("a Swin transformer: windows, rolled ones, position biases a head, merged patches", async () => {
  const n = net([2, 8, 8]);
  const embedded = layerNorm(n, reshape(n, patches(n, n.images, 2, 2, 6), -1, 4, 4, 6), 6);
  const heads = { width: 6, heads: 2, tokens: 4 };
  const one = swinBlock(n, swinBlock(n, embedded, 4, heads, 0), 4, heads, 1);
  const two = swinBlock(n, merged(n, one, 6), 2, { width: 12, heads: 3, tokens: 4 }, 0);
  const logits = linear(n, reduceMean(n, layerNorm(n, two, 12), [1, 2], 0), 12, 3);
  const first = ["6", "2 × (3, 3)", "20", "2 × (3, 3)", "20"];
  await expectUnits(engine, n.model(logits), [...first, "12", "3 × (4, 4)", "20"]);
});
