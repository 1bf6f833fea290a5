import { expect, test } from "vitest";
import { openedModels, refuseOther } from "../../../src/study/tasks/opened-models.js";
import type { StudyContext } from "../../../src/study/tasks/study-context.js";
import type { Workshop } from "../../../src/study/tasks/workshop.js";

const context = {
  models: [
    { name: "a", spec: "a.onnx" },
    { name: "b", saved: ["b-1.npz", "b-2.npz"] },
  ],
  modelHashes: [["aa"], ["b1", "b2"]],
} as unknown as StudyContext;

test("a file that is another one than when the study was planned is refused, each by its name", () => {
  refuseOther(context, 0, 0, "aa");
  refuseOther(context, 1, 1, "b2");
  expect(() => refuseOther(context, 0, 0, "ab")).toThrow(/^a.onnx is another file than when the study began/);
  expect(() => refuseOther(context, 1, 1, "b1")).toThrow(/^b-2.npz is another file than when the study began/);
  refuseOther({ ...context, modelHashes: [[], []] }, 0, 0, "ab");
});

test("a network that is another one than was planned is not run", async () => {
  const models = [{ name: "plain", spec: "zoo:plain-1", layers: [] }];
  const opened = openedModels(
    { run: {} } as unknown as Workshop,
    { models, datasets: [{}], modelHashes: [["planned"]] } as unknown as StudyContext,
  );
  await expect(opened.tapped(0)).rejects.toThrow(/^zoo:plain-1 is another file than when the study began/);
});
