import { describe, expect, test } from "vitest";
import { reflectColumns, reflector, reflectRows } from "../../src/kernels/reflector.js";
import { close, closeAll } from "../support/close.js";
import { gaussian, naiveProduct, naiveTransposed } from "./matrices.js";

const whole = (x: { rows: number; columns: number; data: Float64Array }) => ({ ...x, start: 0, stride: x.columns });

describe("reflector", () => {
  test.each([[[3, 4]], [[-3, 4]], [[0, 5]], [[1e-3, 1e-9, -2e-9]]])(
    "takes %j to its length along the first axis",
    (x) => {
      const v = Float64Array.from(x);
      const { beta, tau } = reflector(v, 0, v.length);
      close(Math.abs(beta), Math.hypot(...x), 1e-15);
      const row = { rows: 1, columns: x.length, data: Float64Array.from(x) };
      reflectRows(whole(row), tau, v, 0);
      closeAll(row.data, [beta, ...x.slice(1).map(() => 0)], 1e-15);
    },
  );

  test("leaves a vector alone that is there already, and one of a single entry", () => {
    expect(reflector(Float64Array.of(-2, 0, 0), 0, 3)).toEqual({ beta: -2, tau: 0 });
    expect(reflector(Float64Array.of(7), 0, 1)).toEqual({ beta: 7, tau: 0 });
  });

  test("of rows and of columns keeps lengths and angles", () => {
    const x = gaussian(6, 5, 1);
    const [v, u] = [gaussian(5, 1, 2).data, gaussian(6, 1, 3).data];
    const rows = { ...x, data: x.data.slice() };
    reflectRows(whole(rows), reflector(v, 0, 5).tau, v, 0);
    closeAll(naiveProduct(rows, naiveTransposed(rows)).data, naiveProduct(x, naiveTransposed(x)).data, 1e-14);
    const columns = { ...x, data: x.data.slice() };
    reflectColumns(whole(columns), reflector(u, 0, 6).tau, u);
    closeAll(naiveProduct(naiveTransposed(columns), columns).data, naiveProduct(naiveTransposed(x), x).data, 1e-14);
  });
});
