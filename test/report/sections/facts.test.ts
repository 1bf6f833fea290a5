import { expect, test } from "vitest";
import { code, facts, json } from "../../../src/report/sections/facts.js";

test("facts stand under their title in their order, escaped", () => {
  expect(
    facts("A & B", [
      ["x", json({ y: 1 })],
      ["<z>", code("0<1")],
    ]).markup,
  ).toBe(
    "<h3>A &amp; B</h3>\n" +
      '<dl class="facts"><dt>x</dt><dd><code><bdi>{&quot;y&quot;:1}</bdi></code></dd>' +
      "<dt>&lt;z&gt;</dt><dd><code><bdi>0&lt;1</bdi></code></dd></dl>\n",
  );
});

test("no facts, no title", () => expect(facts("A", []).markup).toBe(""));
