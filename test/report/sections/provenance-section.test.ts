import { expect, test } from "vitest";
import { provenanceSection } from "../../../src/report/sections/provenance-section.js";
import { compareResult } from "../../support/compare-result.js";

const result = compareResult();

test("the foot has the run and the hashes of models and samples", () => {
  const { markup: foot } = provenanceSection(result);
  const { models, data, provenance } = result;
  const facts = [models.a.sha256, models.b.sha256, ...data.map(({ sampleHash }) => sampleHash)];
  for (const fact of [...facts, provenance.trisim]) expect(foot).toContain(fact);
});

test("the foot says how each layer was pooled and the images were prepared", () => {
  const { markup: foot } = provenanceSection(result);
  expect(foot).toContain("<dt>pooled by none</dt><dd><code><bdi>/Flatten_output_0</bdi></code></dd>");
  expect(foot).toContain("preprocessor_config.json <code><bdi>{&quot;do_rescale&quot;:true");
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
