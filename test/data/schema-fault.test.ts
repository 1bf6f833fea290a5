import { expect, test } from "vitest";
import { z } from "zod";
import { schemaFault } from "../../src/data/schema-fault.js";

const schema = z.strictObject({ inner: z.strictObject({ size: z.int() }) });

function said(json: unknown): string {
  const { error } = schema.safeParse(json);
  if (error === undefined) throw new Error("the schema accepts it");
  const { code, message } = schemaFault("f.json", error, "keys of ours");
  return `${code}: ${message}`;
}

test("schemaFault names the key by its path", () => {
  expect(said({ inner: { size: "1" } })).toMatch(/^bad-value: f\.json: inner\.size: invalid input/);
  expect(said({ inner: {} })).toMatch(/^bad-value: f\.json: inner\.size: invalid input.* nothing$/);
  expect(said([])).toMatch(/^bad-value: f\.json: the whole file: /);
});

test("schemaFault names a key that is not known, and what was expected", () => {
  expect(said({ inner: { size: 1 }, outer: 2 })).toBe('bad-value: f.json: unknown key "outer"; expected keys of ours');
  expect(said({ inner: { size: 1, x: 2 } })).toBe('bad-value: f.json: unknown key "inner.x"; expected keys of ours');
});
