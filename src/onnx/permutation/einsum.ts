import type { OnnxNode } from "../model.js";
import { stuck } from "./contraction.js";
import { type Flow, sizeOf } from "./flow.js";
import type { FlowContext } from "./flow-rule.js";
import { matrixProduct } from "./matrix-product.js";
import { moved, transposed } from "./moved.js";

/** An equation of two tensors as a product of matrices: its letters by what becomes of them. */
interface Product {
  readonly x: string;
  readonly y: string;
  readonly out: string;
  /** In both and in the result. */
  readonly batch: string;
  /** In both only. */
  readonly summed: string;
  readonly left: string;
  readonly right: string;
}

/** `Einsum` of two tensors: a `MatMul` of what their axes are brought to. Of other equations units stay in their places. */
export function einsum(
  node: OnnxNode,
  inputs: readonly (Flow | null)[],
  [dims = []]: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  const [x = null, y = null, ...more] = inputs;
  const product = x === null || y === null || more.length > 0 ? null : productOf(node, x, y);
  if (x === null || y === null || product === null) return [stuck(inputs, dims, context)];
  const { batch, left, summed, right, out } = product;
  const sizes = new Map([...lettered(product.x, x), ...lettered(product.y, y)]);
  const sizesOf = (letters: string) => [...letters].map((letter) => sizes.get(letter) ?? 1);
  const matrix = (flow: Flow, letters: string, rows: string, columns: string) =>
    moved(arranged(flow, letters, batch + rows + columns), null, [
      ...sizesOf(batch),
      sizeOf(sizesOf(rows)),
      sizeOf(sizesOf(columns)),
    ]);
  const to = [...sizesOf(batch), sizeOf(sizesOf(left)), sizeOf(sizesOf(right))];
  const operands = [matrix(x, product.x, left, summed), matrix(y, product.y, summed, right)];
  return matrixProduct(node, operands, [to], context).map((made) =>
    arranged(moved(made, null, sizesOf(batch + left + right)), batch + left + right, out),
  );
}

const lettered = (letters: string, { dims }: Flow) =>
  [...letters].map((letter, axis) => [letter, dims[axis] ?? 1] as const);

function arranged(flow: Flow, from: string, to: string): Flow {
  return transposed(
    flow,
    [...to].map((letter) => from.indexOf(letter)),
  );
}

/** `null` for an equation that sums over one tensor alone, takes a diagonal, or broadcasts an axis. */
function productOf(node: OnnxNode, x: Flow, y: Flow): Product | null {
  const equation = node.attributes.get("equation");
  const [given, out] = String(equation).replaceAll(" ", "").split("->");
  const terms = given?.split(",") ?? [];
  if (out === undefined || terms.length !== 2) return null;
  const rank = Math.max(...[x, y].map(({ dims }, k) => dims.length - (terms[k] ?? "").replace("...", "").length));
  const whole = [...terms, out].map((term) => term.replace("...", "0123456789".slice(0, rank)));
  const [one = "", two = "", result = ""] = whole;
  const both = [...one].filter((letter) => two.includes(letter));
  const product = {
    x: one,
    y: two,
    out: result,
    batch: both.filter((letter) => result.includes(letter)).join(""),
    summed: both.filter((letter) => !result.includes(letter)).join(""),
    left: [...one].filter((letter) => !two.includes(letter)).join(""),
    right: [...two].filter((letter) => !one.includes(letter)).join(""),
  };
  return isProduct(product, x, y) ? product : null;
}

function isProduct({ x, y, out, left, right }: Product, one: Flow, two: Flow): boolean {
  const eachOnce = [x, y, out].every((letters) => new Set(letters).size === letters.length);
  const kept = [...left, ...right].every((letter) => out.includes(letter));
  const shown = x.length === one.dims.length && y.length === two.dims.length;
  const sizes = new Map(lettered(x, one));
  return eachOnce && kept && shown && lettered(y, two).every(([letter, dim]) => (sizes.get(letter) ?? dim) === dim);
}
