import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compare } from "../../src/study/compare.js";
import { idxBytes } from "../data/support/idx-bytes.js";
import { temporaryFolder } from "../support/command.js";
import { describeField, field } from "../support/field.js";
import { ROOT } from "../support/source-files.js";

describeField("classes that a model is taken to have", () => {
  const cifar = `cifar10:${field("data/cifar10/test_first1000.bin")}`;
  const resnet = field("models/cifar10/resnet20.onnx");
  const other = field("models/cifar10/resnet56.onnx");

  test("contradict those that another model names: their predictions are not compared", async () => {
    const folder = temporaryFolder();
    const clip = join(folder, "clip.onnx");
    copyFileSync(field("models/formats/hf-clip.dynamo.onnx"), clip);
    const words = join(ROOT, "zoo/models/clip-vit-1");
    for (const name of ["tokenizer.json", "classes.txt"]) copyFileSync(join(words, name), join(folder, name));
    writeFileSync(join(folder, "templates.txt"), "{}\n");
    const { data } = await compare(resnet, clip, { data: cifar, limit: 20, levels: [0] });
    expect(data[0]?.functional.accuracy.a).not.toBeNull();
    expect(data[0]?.functional.predictive).toBeNull();
    expect(data[0]?.reasons["functional.predictive"]).toBe(
      'the models have different classes: class 0 is "airplane" and "T-shirt/top"',
    );
  });

  test("stay its classes on a second data set, which names others", async () => {
    const folder = temporaryFolder();
    const pixels = Array.from({ length: 20 * 32 * 32 }, (_, i) => (i * 7) % 256);
    writeFileSync(join(folder, "t10k-images-idx3-ubyte"), idxBytes([20, 32, 32], pixels));
    writeFileSync(
      join(folder, "t10k-labels-idx1-ubyte"),
      idxBytes(
        [20],
        Array.from({ length: 20 }, (_, i) => i % 10),
      ),
    );
    const ood = `fashion-mnist:${folder}`;
    const { data } = await compare(resnet, other, { data: cifar, ood, limit: 20, levels: [0] });
    expect(data[1]?.functional.accuracy).toEqual({ a: null, b: null });
    expect(data[1]?.reasons["functional.accuracy.a"]).toMatch(/and "airplane" in resnet20: its classes are others$/);
    expect(data[1]?.functional.predictive?.agreement.score).not.toBeNull();
    expect(data[1]?.reasons["functional.predictive.sameError.score"]).toBe(data[1]?.reasons["functional.accuracy.a"]);
  });
});
