import { expect, test } from "vitest";
import { compile, compiler, REMEDY } from "../../../scripts/compile-wasm.js";
import { COMPILER, MODULE } from "../../../src/kernels/wasm/module.js";
import { webAssembly } from "../../../src/kernels/wasm/web-assembly.js";

const installed = compiler();
const title = "the committed module is what its C compiles to";

test.skipIf(installed === null)(installed === null ? `${title} (needs a compiler: ${REMEDY})` : title, () => {
  // Another compiler makes other bytes of the same C: there is nothing to compare then.
  expect(installed, `module.ts was compiled by ${COMPILER}; install that, or run npm run wasm and commit`).toBe(
    COMPILER,
  );
  expect(Buffer.from(compile()).toString("base64") === MODULE, "module.ts is not of these C files: npm run wasm").toBe(
    true,
  );
});

test("the module is small, and needs nothing from outside", () => {
  const bytes = Buffer.from(MODULE, "base64");
  expect(bytes.length).toBeLessThan(100_000);
  // Without imports it can be instantiated without any.
  const { Module, Instance } = webAssembly;
  expect(new Instance(new Module(bytes)).exports).toHaveProperty("memory");
});
