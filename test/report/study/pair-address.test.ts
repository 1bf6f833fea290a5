import { expect, test } from "vitest";
import { pairId, pairPage } from "../../../src/report/study/pair-address.js";

test("the page of a pair lies beside its results, whatever the models are called", () => {
  expect(pairPage({ comparison: "pairs/a+b/results.json" })).toBe("pairs/a%2Bb/index.html");
  expect(pairPage({ comparison: 'pairs/"><script>+#?/results.json' })).toBe(
    "pairs/%22%3E%3Cscript%3E%2B%23%3F/index.html",
  );
  expect(pairPage({ comparison: null })).toBeNull();
});

test("rows are counted from 1", () => {
  expect(pairId(0)).toBe("pair-1");
});
