import { expect, test } from "vitest";
import { IMAGE_PROCESSORS, imageProcessor } from "../../src/data/image-processors.js";

test("a class is known by each of its names", () => {
  expect(IMAGE_PROCESSORS.length).toBeGreaterThan(5);
  for (const name of IMAGE_PROCESSORS) {
    expect(imageProcessor(name), name).not.toBeNull();
    expect(imageProcessor(`${name}Fast`)).toBe(imageProcessor(name));
    expect(imageProcessor(name.replace("ImageProcessor", "FeatureExtractor"))).toBe(imageProcessor(name));
  }
});

test("others are not, be they ever so alike", () => {
  for (const name of ["LevitImageProcessor", "ViTHybridImageProcessor", "constructor", "", "clip"])
    expect(imageProcessor(name)).toBeNull();
});
