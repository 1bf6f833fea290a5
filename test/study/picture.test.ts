import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import { openDataset } from "../../src/data/open-dataset.js";
import { picture } from "../../src/study/picture.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { noisePng, writeTree } from "../support/image-sets.js";

const { at } = temporaryFolder();

describe("picture", () => {
  test("of an image file is a thumbnail of its content", async () => {
    const dataset = await openDataset(
      `folder:${writeTree(at("set"), { "a/1.png": noisePng(1), "a/2.png": noisePng(2, 4, 200) })}`,
    );
    const [small, large] = [await picture(dataset, 0), await picture(dataset, 1)].map((uri) =>
      decode(Buffer.from(uri?.split(",")[1] ?? "", "base64")),
    );
    expect(small?.data).toEqual(decode(noisePng(1)).data);
    expect([large?.width, large?.height]).toEqual([64, 1]);
    await dataset.close();
  });

  test("of arrays there is none", async () => {
    const images = { kind: "float32", shape: [1] } as const;
    const nothing = { labels: null, classNames: null, classes: null, sampleHash: "", ids: ["0"] };
    const floats = { name: "x", n: 1, images, read: async () => new Float32Array(1), close: async () => undefined };
    expect(await picture({ ...nothing, ...floats }, 0)).toBeNull();
    const lying = { ...floats, images: { kind: "encoded", height: 1, width: 1 } } as const;
    await expect(picture({ ...nothing, ...lying }, 0)).rejects.toThrow("another kind of images than it says");
  });
});
