import { expect, test } from "vitest";
import { provenanceSection } from "../../../src/report/sections/provenance-section.js";
import { compareResult } from "../../support/compare-result.js";

const result = compareResult();

test("the foot has versions, hashes, seed, options and the hash of the samples", () => {
  const { markup: foot } = provenanceSection(result);
  const { models, data, provenance } = result;
  const facts = [models.a.sha256, models.b.sha256, ...data.map(({ sampleHash }) => sampleHash)];
  for (const fact of [...facts, provenance.trisim, provenance.runtime, provenance.node, provenance.startedAt]) {
    expect(foot).toContain(fact);
  }
  expect(foot).toContain("<dt>seed</dt><dd><code><bdi>0</bdi></code></dd>");
  expect(foot).toContain("<dt>layers</dt><dd><code><bdi>&quot;auto&quot;</bdi></code></dd>");
  expect(foot).toContain("<dd>412.3 s</dd>");
});

test("the foot has the command to be copied, or says that there is none", () => {
  const at = (command: string | null) =>
    provenanceSection({ ...result, provenance: { ...result.provenance, command } }).markup;
  expect(at("trisim compare 'a b.onnx' c")).toContain(
    '<pre data-copy="The command"><code>trisim compare &#39;a b.onnx&#39; c</code></pre>',
  );
  expect(at(null)).toContain("– (no command made these results: a program called the library)");
  expect(at(null)).not.toContain("<pre");
});

test("the foot says how each layer was pooled and the images were prepared", () => {
  const { markup: foot } = provenanceSection(result);
  expect(foot).toContain("<dt>pooled by none</dt><dd><code><bdi>/Flatten_output_0</bdi></code></dd>");
  expect(foot).toContain("preprocessor_config.json <code><bdi>{&quot;do_rescale&quot;:true");
});

test("no options, no list of options", () => {
  const { markup: foot } = provenanceSection({ ...result, provenance: { ...result.provenance, options: {} } });
  expect(foot).not.toContain("Options");
});

test("a model of the hub is named by its commit, others by none", () => {
  const hub = { spec: "hf:o/n", repository: "o/n", commit: "1".repeat(40), path: "onnx/model.onnx" };
  const { markup: foot } = provenanceSection({
    ...result,
    models: { ...result.models, a: { ...result.models.a, hub } },
  });
  expect(foot.match(/<dt>hub<\/dt>/g)).toHaveLength(1);
  expect(foot).toContain(`<dt>hub</dt><dd><code><bdi>hf:o/n@${"1".repeat(40)}/onnx/model.onnx</bdi></code></dd>`);
});
