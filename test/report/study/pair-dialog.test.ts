import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import type { PairCard, PairIndex } from "../../../src/report/study/pair-card.js";
import { pairDialog } from "../../../src/report/study/pair-dialog.js";
import { pairIndex } from "../../../src/report/study/pair-index.js";
import { studyResult } from "../../support/study-result.js";

const study = studyResult({ models: 4, layers: 3, failed: true });
const index = pairIndex(study);

function shown(change: (card: PairCard) => Partial<PairCard> = () => ({}), of: PairIndex = index, k = 0) {
  const card = of.pairs[k];
  if (card === undefined) throw new Error("there is no such pair");
  return parseHTML(`<main>${pairDialog(of, { ...card, ...change(card) }).markup}</main>`).document;
}

test("a pair has its values and a map with the layers' names on every data set", () => {
  const document = shown();
  const names = [...document.querySelectorAll("figure")].map((figure) => figure.getAttribute("data-figure"));
  expect(names).toEqual(["layers-cka-cnn-1-vit-1-1-cifar-10-test", "layers-cka-cnn-1-vit-1-2-cifar-10-test-blurred"]);
  expect(document.querySelector("p")?.textContent).toMatch(
    /^static 0\.\d{3} · functional 0\.\d{3} · sparsity 0\.\d{3}$/,
  );
  const reading = JSON.parse(document.querySelector("script")?.textContent ?? "");
  const { a, cka } = study.pairs[0]?.data[0]?.static.layers ?? {};
  expect(reading.rows).toEqual(a);
  for (const [i, row] of (cka ?? []).entries())
    for (const [j, value] of row.entries())
      expect(Math.abs(Number(reading.lines[0].of[i][j]) - (value ?? 9))).toBeLessThan(0.005);
});

test("what has no value is a dash with its reason", () => {
  const document = shown(({ on }) => ({
    on: on.map((one) => ({ ...one, sides: ["a is constant", 0.5, 0.25], map: null })),
  }));
  expect(document.querySelector("p")?.textContent).toBe("static – · functional 0.500 · sparsity 0.250");
  const missing = [...document.querySelectorAll(".missing")].map(({ textContent }) => textContent);
  expect(missing.slice(0, 2)).toEqual(["– (static: a is constant)", "– (no layer map)"]);
  expect(document.querySelector("svg")).toBeNull();
});

test("a pair that failed says why, and leads nowhere", () => {
  const at = index.pairs.findIndex(({ failure }) => failure !== null);
  const document = shown(undefined, index, at);
  expect(document.querySelector(".missing")?.textContent).toBe("The pair failed: the file is no ONNX model.");
  expect(document.querySelector("a, svg")).toBeNull();
});

test("foreign text does no harm", () => {
  const name = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;
  const evil = { ...index, layers: index.layers.map((list) => list.map((layer) => name + layer)) };
  const document = shown(({ on }) => ({ a: name, page: "x", on: on.map((one) => ({ ...one, data: name })) }), evil);
  expect(document.querySelectorAll("img, script:not([type='application/json'])")).toHaveLength(0);
  expect(document.querySelector("h2 bdi")?.textContent).toBe(name);
});
