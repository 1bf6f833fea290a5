import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { STUDY_EXAMPLE } from "../../src/cli/study-example.js";
import { publishedSchemas } from "../../src/study/published-schemas.js";
import { parseStudy } from "../../src/study/read-study.js";
import { compareResult } from "../support/compare-result.js";
import { smallStudy } from "../support/small-study.js";
import { ROOT } from "../support/source-files.js";
import { studyResult } from "../support/study-result.js";

const STUDY = smallStudy();
const names = Object.keys(publishedSchemas());
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const published = (name: string): object => JSON.parse(read(`schema/${name}.json`));

describe("the published schemas", () => {
  test.each(names)("%s is the one of the types; `npm run schema` writes it", (name) => {
    expect(published(name)).toEqual(JSON.parse(JSON.stringify(publishedSchemas()[name])));
  });

  test("are all there are, and can be imported from the package", () => {
    expect(readdirSync(join(ROOT, "schema")).sort()).toEqual(names.map((name) => `${name}.json`).sort());
    const { exports, files } = JSON.parse(read("package.json"));
    expect(exports).toMatchObject(
      Object.fromEntries(names.map((name) => [`./schema/${name}.json`, `./schema/${name}.json`])),
    );
    expect(files).toContain("schema");
  });
});

/** What a published schema has against a value, as an editor or another program would see it. */
function faults(name: string, value: unknown): readonly string[] {
  const validate = new Ajv2020({ allErrors: true }).compile(published(name));
  validate(JSON.parse(JSON.stringify(value)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe("the schema of STUDY.yaml", () => {
  const studies = {
    "zoo/study.yaml": read("zoo/study.yaml"),
    "studies/triangle.yaml": read("studies/triangle.yaml"),
    "what --init writes": STUDY_EXAMPLE,
  };

  test.each(Object.entries(studies))("takes %s, as the command does", (name, text) => {
    expect(faults("study", parse(text))).toEqual([]);
    expect(parseStudy(text, name).models.length).toBeGreaterThan(2);
  });

  test("refuses a wrong key, a wrong value and what is missing", () => {
    const bare = { models: [{ model: "a.onnx" }], data: [{ data: "cifar10:a.bin" }] };
    expect(faults("study", bare)).toEqual([]);
    expect(faults("study", { ...bare, model: [] })).toEqual([" must NOT have additional properties"]);
    expect(faults("study", { ...bare, data: [{ data: "a", roll: "id" }] })).toEqual([
      "/data/0 must NOT have additional properties",
    ]);
    expect(faults("study", { ...bare, prune: "some" })).toEqual(["/prune must be equal to one of the allowed values"]);
    expect(faults("study", { models: bare.models })).toEqual([" must have required property 'data'"]);
  });

  test("demands of each model one of a file and activations", () => {
    const studyOf = (model: object) => ({ models: [model], data: [{ data: "cifar10:a.bin" }] });
    const activations = { "cifar10:a.bin": "a.npz" };
    expect(faults("study", studyOf({ activations, name: "a" }))).toEqual([]);
    expect(faults("study", studyOf({ name: "a" }))).toContain("/models/0 must match exactly one schema in oneOf");
    expect(faults("study", studyOf({ model: "a.npz", activations }))).toEqual([
      "/models/0 must match exactly one schema in oneOf",
    ]);
    expect(faults("study", studyOf({ activations: { a: 5 } }))).toEqual(["/models/0/activations/a must be string"]);
  });
});

describe("the schemas of results", () => {
  test("take a study with a model that failed, and a comparison", () => {
    expect(faults("study-results", STUDY)).toEqual([]);
    expect(faults("study-results", studyResult({ failed: true }))).toEqual([]);
    expect(faults("results", compareResult())).toEqual([]);
  });

  test("tell the two from each other by kind", () => {
    expect(faults("study-results", compareResult())).toContain(" must have required property 'kind'");
    expect(faults("study-results", { ...STUDY, kind: "comparison" })).toEqual(["/kind must be equal to constant"]);
  });

  test("refuse a study with a part of its conclusions missing", () => {
    const { findings, structure, ...study } = STUDY;
    expect(faults("study-results", { ...study, structure, findings: { ...findings, family: {} } })).toContain(
      "/findings/family must have required property 'verdict'",
    );
    const [{ map: _, ...first } = { map: null }] = structure;
    expect(faults("study-results", { ...study, findings, structure: [first] })).toContain(
      "/structure/0 must have required property 'map'",
    );
  });
});
