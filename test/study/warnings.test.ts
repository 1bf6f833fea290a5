import { expect, test } from "vitest";
import { labelWarnings } from "../../src/study/warnings.js";

const usable = (said: { readonly assumption?: string; readonly misfit?: string }) => ({
  ...{ labels: null, reason: "why", assumption: null, classNames: null },
  ...said,
});

test("labelWarnings say what was taken for granted, and where classes do not fit unless a probe is fitted", () => {
  const all = [usable({ assumption: "taken" }), usable({}), usable({ misfit: "others" })];
  expect(labelWarnings(all, false)).toEqual(["taken", "others"]);
  expect(labelWarnings(all, true)).toEqual(["taken"]);
});
