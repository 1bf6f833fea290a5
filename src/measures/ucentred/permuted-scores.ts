import { gatheredProduct } from "../../kernels/gathered.js";
import { fromBlocks } from "../../kernels/upper-blocks.js";
import type { UCentred } from "./ucentred.js";

/** ⟨A, PBP'⟩/√(⟨A,A⟩⟨B,B⟩) for each row order P: what the closed null stands for, drawn. */
export function permutedScores(a: UCentred, b: UCentred, orders: readonly Uint32Array[]): Float64Array {
  const [left, right] = [fromBlocks(a.blocks, a.n), fromBlocks(b.blocks, b.n)];
  const norm = Math.sqrt(a.self * b.self);
  return Float64Array.from(orders, (order) => gatheredProduct(left, right, order) / norm);
}
