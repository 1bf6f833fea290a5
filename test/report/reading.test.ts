import { expect, test } from "vitest";
import { scriptJson } from "../../src/report/reading.js";

test("data in a script element cannot end it, and come back as they were", () => {
  const data = { name: "</script><!--<script>", quote: `"'` };
  expect(scriptJson(data)).not.toContain("<");
  expect(JSON.parse(scriptJson(data))).toEqual(data);
});
