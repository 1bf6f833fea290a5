/** What the zoo consists of: its models and images in the order in which they are shown, and the files of each. */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sha256 } from "../../src/data/hash.js";

export const ZOO = fileURLToPath(new URL("..", import.meta.url));

export const MODELS = {
  "resnet-1": "cnn",
  "resnet-2": "cnn",
  "resnet-1-fork": "cnn",
  "plain-1": "cnn",
  "separable-1": "cnn",
  "vit-1": "vit",
  "vit-2": "vit",
  "vit-1-fork": "vit",
  "vit-patch7-1": "vit",
  "vit-mean-1": "vit",
  "clip-resnet-1": "vlm",
  "clip-resnet-2": "vlm",
  "clip-vit-1": "vlm",
} as const;

export type ModelName = keyof typeof MODELS;

const IMAGES = {
  fashion: {
    classNames: [
      ...["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat"],
      ...["Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
    ],
    origin: "Fashion-MNIST's test images, the first 200 of each class; Debian's package dataset-fashion-mnist",
    licence: "MIT, © 2017 Zalando SE",
  },
  digits: {
    classNames: Array.from({ length: 10 }, (_, digit) => String(digit)),
    origin:
      "Optical Recognition of Handwritten Digits (Alpaydin & Kaynak 1998, UCI Machine Learning Repository), the first 100 of each class, enlarged from 8×8 to 24×24 in a frame of 2 pixels; Debian's package python3-sklearn",
    licence: "CC BY 4.0",
  },
};

/** Paths of a model's files, below the zoo: one file, or all in the folder of an image–text pair. */
export function pathsOf(name: ModelName): string[] {
  return MODELS[name] === "vlm" ? pathsIn(`models/${name}`) : [`models/${name}.onnx`];
}

/** The network, or the image tower, on disk. */
export function networkOf(name: ModelName): string {
  return `${ZOO}models/${name}${MODELS[name] === "vlm" ? "/image" : ""}.onnx`;
}

export function bytesIn(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + statSync(ZOO + path).size, 0);
}

/** Writes `zoo.json`: every file with its checksum. */
export function writeManifest(): void {
  const images = Object.entries(IMAGES).map(([name, set]) => [
    name,
    { ...set, files: checksums(pathsIn(`images/${name}`)) },
  ]);
  const models = (Object.keys(MODELS) as ModelName[]).map((name) => [
    name,
    { family: MODELS[name], files: checksums([...pathsOf(name), "models/preprocessor_config.json"]) },
  ]);
  const manifest = { images: Object.fromEntries(images), models: Object.fromEntries(models) };
  writeFileSync(`${ZOO}zoo.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}

function pathsIn(folder: string): string[] {
  return readdirSync(ZOO + folder)
    .sort()
    .map((name) => `${folder}/${name}`);
}

function checksums(paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, sha256(readFileSync(ZOO + path))]));
}
