import { expect, test } from "vitest";
import { refuseOther } from "../../../src/study/tasks/opened-models.js";
import type { StudyContext } from "../../../src/study/tasks/study-context.js";

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
