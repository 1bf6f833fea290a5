import { describe, expect, test } from "vitest";
import { parseStudy } from "../../src/study/read-study.js";
import { fromFolder } from "../../src/study/study-paths.js";

const TEXT = `
models:
  - model: nets/a.onnx
    preprocess: p.json
    labelMap: /maps/m.json
    texts: { text: t.onnx, templates: t.txt, classes: c.txt, tokenizer: tok.json, textEmbeds: e.npy#x, logitScale: 3 }
  - model: zoo:vit-1
    name: nets/a.onnx
  - { model: hf:owner/name, texts: { text: hf:owner/name/text.onnx } }
  - model: /whole/b.onnx
  - model: acts.npz#last
  - activations: { photos: acts/p.npy, "zoo:digits": /whole/d.npz }
    name: saved
data:
  - data: npy:x.npy,y.npy
  - data: cifar10:/data/test.bin
  - data: photos
    name: photos
  - data: zoo:digits
calibration: folder:more
`;

describe("fromFolder", () => {
  const study = fromFolder(parseStudy(TEXT, "s.yaml"), "/home/s");

  test("makes the paths of models, and of what belongs to them, whole", () => {
    expect(study.models.map(({ model }) => model)).toEqual([
      "/home/s/nets/a.onnx",
      "zoo:vit-1",
      "hf:owner/name",
      "/whole/b.onnx",
      "/home/s/acts.npz#last",
      undefined,
    ]);
    expect(study.models[5]?.activations).toEqual({ photos: "/home/s/acts/p.npy", "zoo:digits": "/whole/d.npz" });
    expect(study.models[0]).toMatchObject({ preprocess: "/home/s/p.json", labelMap: "/maps/m.json" });
    expect(study.models[0]?.texts).toEqual({
      text: "/home/s/t.onnx",
      templates: "/home/s/t.txt",
      classes: "/home/s/c.txt",
      tokenizer: "/home/s/tok.json",
      textEmbeds: "/home/s/e.npy#x",
      logitScale: 3,
    });
    expect(study.models[2]?.texts).toEqual({ text: "hf:owner/name/text.onnx" });
  });

  test("makes those of data whole, behind their kind, and leaves names and the zoo alone", () => {
    expect(study.data.map(({ data }) => data)).toEqual([
      "npy:/home/s/x.npy,/home/s/y.npy",
      "cifar10:/data/test.bin",
      "/home/s/photos",
      "zoo:digits",
    ]);
    expect(study.calibration).toBe("folder:/home/s/more");
    expect([study.models[1]?.name, study.data[2]?.name]).toEqual(["nets/a.onnx", "photos"]);
  });
});
