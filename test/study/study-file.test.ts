import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { STUDY_EXAMPLE } from "../../src/cli/study-example.js";
import { publishedSchemas } from "../../src/study/published-schemas.js";
import { parseStudy } from "../../src/study/read-study.js";
import { studyFileSchema } from "../../src/study/study-file.js";
import { ROOT } from "../support/source-files.js";

interface Described {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
  readonly required?: readonly string[];
}

describe("the shape of a study's file", () => {
  test("as a JSON Schema names every key, refuses others and demands models and data alone", () => {
    const schema = publishedSchemas().study as Described;
    expect(Object.keys(schema.properties ?? {}).sort()).toEqual(Object.keys(studyFileSchema.shape).sort());
    expect(schema.additionalProperties).toBe(false);
    expect([...(schema.required ?? [])].sort()).toEqual(["data", "models"]);
  });

  test.each([
    ["the example", STUDY_EXAMPLE],
    ["zoo/study.yaml", readFileSync(join(ROOT, "zoo/study.yaml"), "utf8")],
    ["studies/triangle.yaml", readFileSync(join(ROOT, "studies/triangle.yaml"), "utf8")],
  ])("holds %s", (name, text) => {
    expect(parseStudy(text, name).models.length).toBeGreaterThan(3);
  });
});
