import { expect, test } from "vitest";
import { innerProducts } from "../../src/kernels/inner-products.js";
import { wasmEngine } from "../../src/kernels/matrix-engine.js";
import { crossProduct, gram, rowProducts, scatter } from "../../src/kernels/products.js";
import { gaussian } from "./matrices.js";

test("the engine that runs everywhere gives what the kernels give", async () => {
  const [x, y] = [gaussian(7, 5, 1), gaussian(7, 5, 2)];
  expect(await wasmEngine.crossProduct(x, y)).toEqual(crossProduct(x, y));
  expect(await wasmEngine.rowProducts(x, y)).toEqual(rowProducts(x, y));
  expect(await wasmEngine.scatter(x)).toEqual(scatter(x));
  expect(await wasmEngine.gram(x)).toEqual(gram(x));
  expect(await wasmEngine.innerProducts([x, y])).toEqual(innerProducts([x, y]));
  expect(await wasmEngine.innerProducts([x], [x, y])).toEqual(innerProducts([x], [x, y]));
});

test("it rejects, and does not throw", async () => {
  await expect(wasmEngine.innerProducts([gaussian(2, 3, 1), gaussian(3, 2, 1)])).rejects.toThrow(RangeError);
});
