import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySize } from "../../src/cli/arguments.js";
import { type CkaPlan, type PlanOptions, planCka, precisionFor, USUAL_MEMORY } from "../../src/measures/cka-plan.js";
import type { Shapes } from "../../src/measures/ucentred/route-memory.js";

/** Shapes of every kind, and memory around what they need. */
const situations = fc.record({
  shapes: fc.record({
    n: fc.integer({ min: 4, max: 200_000 }),
    widths: fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 30 }),
  }),
  precision: fc.constantFrom("float32", "float64"),
  statistics: fc.boolean(),
  leaveOneOut: fc.boolean(),
  memory: fc.double({ min: 2, max: 11, noNaN: true }).map((power) => Math.round(10 ** power)),
});

function planned(shapes: Shapes, options: PlanOptions): CkaPlan | RangeError {
  try {
    return planCka(shapes, options);
  } catch (error) {
    if (error instanceof RangeError) return error;
    throw error;
  }
}

describe("planCka", () => {
  test("never takes more memory than it is allowed", () => {
    fc.assert(
      fc.property(situations, ({ shapes, ...options }) => {
        const plan = planned(shapes, options);
        if (plan instanceof RangeError) return;
        expect(plan.bytes).toBeGreaterThan(0);
        expect(plan.bytes).toBeLessThanOrEqual(options.memory);
        if (plan.route === "minibatch") {
          expect(plan.block).toBeNull();
          expect(2 * Number(plan.batch)).toBeLessThanOrEqual(shapes.n);
        } else {
          expect(plan.batch).toBeNull();
          expect(Math.max(Number(plan.block?.rows), Number(plan.block?.columns))).toBeLessThanOrEqual(shapes.n);
        }
      }),
    );
  });

  test("never turns from exact to minibatches, nor from a plan to none, with more memory", () => {
    const worth = (plan: CkaPlan | RangeError) =>
      plan instanceof RangeError ? 0 : plan.route === "minibatch" ? Number(plan.batch) : Infinity;
    fc.assert(
      fc.property(situations, fc.integer({ min: 0, max: 1e9 }), ({ shapes, memory, ...options }, more) => {
        const [less, most] = [memory, memory + more].map((bytes) => planned(shapes, { ...options, memory: bytes }));
        if (less !== undefined && most !== undefined) expect(worth(most)).toBeGreaterThanOrEqual(worth(less));
      }),
    );
  });

  test("names a memory that does where there is too little, in a form that the command takes", () => {
    let refused = 0;
    fc.assert(
      fc.property(situations, ({ shapes, memory, ...options }) => {
        const plan = planned(shapes, { ...options, memory: Math.ceil(memory / 1e4) });
        if (!(plan instanceof RangeError)) return;
        refused++;
        const [, size = ""] = /^memory: .* is too small for any route; (.*) would do$/.exec(plan.message) ?? [];
        const enough = memorySize(size);
        expect(planCka(shapes, { ...options, memory: enough }).bytes).toBeLessThanOrEqual(enough);
        // And not much more than that.
        expect(planned(shapes, { ...options, memory: Math.floor(0.8 * enough) - 1 })).toBeInstanceOf(RangeError);
      }),
    );
    expect(refused).toBeGreaterThan(10);
  });

  test("takes the cheaper exact route, and says what both would take", () => {
    const narrow = planCka({ n: 5000, widths: [16, 32, 64] });
    expect(narrow.route).toBe("features");
    expect(narrow.why).toMatch(/^products of features take .* multiplications, entries of the Gram matrices take /);
    const wide = planCka({ n: 500, widths: [2048, 1024, 4096] });
    expect(wide.route).toBe("gram");
    expect(wide.why).toMatch(/^entries of the Gram matrices take /);
    const multiplications = [...wide.why.matchAll(/take (\S+) multiplications/g)].map(([, count]) => Number(count));
    expect(multiplications[0]).toBeLessThan(Number(multiplications[1]));
  });

  test("takes the dearer exact route where the cheaper does not fit, and says so", () => {
    const shapes = { n: 20_000, widths: [2000, ...new Array<number>(29).fill(16)] };
    const [cheap, dear] = [1e9, 0.7e9].map((memory) => planned(shapes, { memory, precision: "float32" }));
    expect(cheap).toMatchObject({ route: "features" });
    expect(dear).toMatchObject({
      route: "gram",
      why: expect.stringMatching(/^products of features .*, but the former do not fit the memory$/),
    });
  });

  test("takes minibatches where neither fits, and says why", () => {
    const plan = planCka({ n: 1_000_000, widths: [64, 64] }, { memory: 50e6, precision: "float32" });
    expect(plan).toMatchObject({ route: "minibatch", precision: "float64", block: null });
    expect(plan.why).toMatch(/^the exact routes need \d+(\.\d+)? MB or more, beyond the 50 MB allowed$/);
  });

  test("may take a gigabyte unless told", () => {
    const shapes = { n: 20_000, widths: [64, 512, 2048] };
    expect(planCka(shapes)).toEqual(planCka(shapes, { memory: USUAL_MEMORY }));
    expect(planCka(shapes).bytes).toBeGreaterThan(0.1e9);
  });

  test("of no layers is a plan, too", () => {
    expect(planCka({ n: 0, widths: [] }).bytes).toBe(0);
  });

  test("has no single batch, which would be no minibatch", () => {
    // Batches of 16 would fit.
    expect(() => planCka({ n: 31, widths: [3, 4] }, { memory: 15e3 })).toThrow("memory: 15 kB is too small");
    expect(planCka({ n: 32, widths: [3, 4] }, { memory: 15e3 }).batch).toBe(16);
  });
});

describe("precisionFor", () => {
  const layer = (rows: number, columns: number, data: Float32Array | Float64Array) => ({ rows, columns, data });
  const [single, double] = [new Float32Array(0), new Float64Array(0)];

  test("is the examples' own where there is much to do", () => {
    expect(precisionFor([layer(10_000, 512, single), layer(10_000, 64, single)])).toBe("float32");
    expect(precisionFor([layer(100, 512, single), layer(100, 64, single)])).toBe("float64");
  });

  test("never rounds float64", () => {
    expect(precisionFor([layer(10_000, 512, single), layer(10_000, 64, double)])).toBe("float64");
  });
});
