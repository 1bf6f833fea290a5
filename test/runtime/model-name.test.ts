import { basename } from "node:path";
import { expect, test } from "vitest";
import { modelName } from "../../src/runtime/model-name.js";

test.each([
  ["nets/resnet20.onnx", "resnet20"],
  ["/a/b/ViT.B.16.ONNX", "ViT.B.16"],
  ["imagenet.onnx", "imagenet"],
  ["nets/model-7.onnx", "model-7"],
  ["weights", "weights"],
])("%s is called after its file", (file, name) => {
  expect(modelName(file)).toBe(name);
});

test.each([
  ["nets/clip/image.onnx", "clip/image"],
  ["/nets/siglip/vision_model.onnx", "siglip/vision_model"],
  ["clip/vision_model_quantized.onnx", "clip/vision_model_quantized"],
  ["clip/visual.fp16.onnx", "clip/visual.fp16"],
  ["vit/Model.onnx", "vit/Model"],
  ["/nets/up/../vit/model.onnx", "vit/model"],
])("%s is called after its folder too, as its own name says only what part it is", (file, name) => {
  expect(modelName(file)).toBe(name);
});

test("a file of such a name is called after the working folder, and alone where there is no folder", () => {
  expect(modelName("model.onnx")).toBe(`${basename(process.cwd())}/model`);
  expect(modelName("/model.onnx")).toBe("model");
});
