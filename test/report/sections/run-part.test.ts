import { expect, test } from "vitest";
import { runPart } from "../../../src/report/sections/run-part.js";
import { compareResult } from "../../support/compare-result.js";

const result = compareResult();

test("has versions, seed and options, and what is told besides", () => {
  const { markup } = runPart(result, [["pruning", "global"]]);
  const { provenance } = result;
  for (const fact of [provenance.trisim, provenance.runtime, provenance.node, provenance.startedAt])
    expect(markup).toContain(fact);
  expect(markup).toContain("<dt>seed</dt><dd><code><bdi>0</bdi></code></dd>");
  expect(markup).toContain("<dt>layers</dt><dd><code><bdi>&quot;auto&quot;</bdi></code></dd>");
  expect(markup).toContain("<dd>412.3 s</dd><dt>pruning</dt><dd>global</dd></dl>");
});

test("has the command to be copied, or says that there is none", () => {
  const at = (command: string | null) => runPart({ ...result, provenance: { ...result.provenance, command } }).markup;
  expect(at("trisim compare 'a b.onnx' c")).toContain(
    '<pre data-copy="The command"><code>trisim compare &#39;a b.onnx&#39; c</code></pre>',
  );
  expect(at(null)).toContain("– (no command made these results: a program called the library)");
  expect(at(null)).not.toContain("<pre");
});

test("no options, no list of options", () => {
  const { markup } = runPart({ ...result, provenance: { ...result.provenance, options: {} } });
  expect(markup).not.toContain("Options");
});
