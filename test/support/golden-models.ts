import { join } from "node:path";
import { ROOT } from "./source-files.js";

/** A file of the small networks and images whose comparisons are known, see test/golden/README.md. */
export function goldenFile(name: string): string {
  return join(ROOT, "test/golden/compare", name);
}

/** Their 64 labelled images. */
export const GOLDEN_DATA = `npy:${goldenFile("images.npy")},${goldenFile("labels.npy")}`;
