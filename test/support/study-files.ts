import type { z } from "zod";
import type { StudyResult } from "../../src/study/results/study.js";
import { type StudyFile, studyFileSchema } from "../../src/study/study-file.js";
import { GOLDEN_DATA, goldenFile } from "./golden-models.js";

type Written = z.input<typeof studyFileSchema>;

/** A model of the golden ones by its name, or as the study has it. */
type Model = string | Written["models"][number];

/** A study of golden models on their 64 images at two levels, unless said otherwise. */
export function goldenStudy(models: readonly Model[], more: Partial<Written> = {}): StudyFile {
  return studyFileSchema.parse({
    models: models.map((model) => (typeof model === "string" ? { model: goldenFile(`${model}.onnx`) } : model)),
    data: [{ data: GOLDEN_DATA, name: "images" }],
    levels: [0.5, 0.9],
    connect: { path: "none" },
    ...more,
  });
}

/** A result without what differs from run to run. */
export function lasting({ models, selection, provenance, ...result }: StudyResult) {
  const { startedAt: _, seconds: __, ...same } = provenance;
  const untimed = <T extends { readonly latency: unknown; readonly latencySlowest: unknown }>({
    latency: ___,
    latencySlowest: ____,
    ...rest
  }: T) => rest;
  return { ...result, models: models.map(untimed), selection: selection.map(untimed), provenance: same };
}
