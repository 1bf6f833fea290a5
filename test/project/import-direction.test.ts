import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { against, importsOf, impure } from "../support/imports.js";
import { ROOT, sourceFiles } from "../support/source-files.js";

const files = sourceFiles("src");

function imports(): { file: string; imported: string }[] {
  return files.flatMap((file) => {
    const source = readFileSync(join(ROOT, "src", file), "utf8");
    return importsOf(source).map((imported) => ({ file, imported }));
  });
}

describe("the direction of the data", () => {
  test("no folder imports from one to its right", () => {
    expect(imports().length).toBeGreaterThan(100);
    expect(imports().flatMap(({ file, imported }) => against(file, imported) ?? [])).toEqual([]);
  });

  test("kernels, measures and onnx import neither Node nor a runtime", () => {
    const pure = imports().filter(({ file }) => /^(kernels|measures|onnx)\//.test(file));
    expect(pure.flatMap(({ file, imported }) => impure(file, imported, ["pure-rand"]) ?? [])).toEqual([]);
  });

  test("kernels, measures and onnx name no global of Node", () => {
    const pure = files.filter((file) => /^(kernels|measures|onnx)\//.test(file));
    const named = pure.filter((file) =>
      /(?<![.\w])(process|Buffer|require|__dirname|setImmediate)\b(?=[.(])/.test(
        readFileSync(join(ROOT, "src", file), "utf8"),
      ),
    );
    expect(named).toEqual([]);
  });
});

describe("the guard itself", () => {
  test("sees an import against the direction", () => {
    expect(against("measures/cka.ts", "../study/compare.js")).toMatch("to its right");
    expect(against("cli/main.ts", "../measures/cka.js")).toBeNull();
    expect(against("onnx/wire.ts", "../errors.js")).toBeNull();
  });

  test("sees every way to import", () => {
    const source = 'import a from "./a.js";\nimport "./b.js";\nexport { c } from "./c.js";\nawait import("./d.js");';
    expect(importsOf(source)).toEqual(["./a.js", "./b.js", "./c.js", "./d.js"]);
  });

  test("sees Node and packages", () => {
    expect(impure("measures/cka.ts", "node:fs", [])).toMatch("node:fs");
    expect(impure("measures/cka.ts", "pure-rand/distribution/uniformInt", ["pure-rand"])).toBeNull();
  });
});
