import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { encode } from "fast-png";

/** A PNG of random bytes, H×W, RGB: the same for the same seed. */
export function noisePng(seed: number, height = 8, width = 8): Uint8Array {
  let state = seed + 1;
  const data = Uint8Array.from({ length: 3 * height * width }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  return encode({ width, height, channels: 3, data });
}

/** Writes files below a folder, with the folders they are in; gives the folder. */
export function writeTree(folder: string, files: Readonly<Record<string, Uint8Array | string>>): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** `count` images in each of the folders, of noise. */
export function noiseImages(folders: readonly string[], count: number): Record<string, Uint8Array> {
  const files = folders.flatMap((folder, f) =>
    Array.from({ length: count }, (_, i) => [`${folder}/${i}.png`, noisePng(100 * f + i)] as const),
  );
  return Object.fromEntries(files);
}
