import type { StudyMatrices, StudyResult } from "../../study/results/study.js";
import { dataName } from "../data-name.js";
import { elide } from "../elide.js";
import type { Figure } from "../figure-block.js";
import { colourLegend } from "../figures/colour-legend.js";
import { matrixLeft, matrixSvg, TOP } from "../figures/matrix-svg.js";
import { similarityColour, similarityContrast } from "../figures/similarity-colour.js";
import { DASH, fixed } from "../format.js";
import { dendrogram, TREE_WIDTH } from "./dendrogram.js";
import { familiesOf, familyLook } from "./families.js";
import { modelOrder } from "./model-order.js";

/** The matrices that can be chosen, and what they are. */
export const STUDY_SIDES = {
  static: "CKA",
  calibrated: "CKA above chance",
  functional: "Functional",
  agreement: "Agreement",
  sparsity: "Robustness",
} as const satisfies Partial<Record<keyof StudyMatrices, string>>;

export type StudySide = keyof typeof STUDY_SIDES;

/** Above so many models cells are small and have no number. */
const ROOMY = 16;
const LONGEST = 20;
/** Shades from 0 to 1 of small cells: cells of one shade are one element. */
const SHADES = 100;

/**
 * One side of a study on one data set: every model with every other, in the order of the dendrogram, which stands beside it.
 * A cell leads to the comparison of the pair.
 */
export function studyMatrix(study: StudyResult, k: number, side: StudySide): Figure | null {
  const data = study.data[k];
  const matrix = data && study.matrices[data.name]?.[side];
  if (data === undefined || matrix === undefined) return null;
  const { models } = study;
  const order = modelOrder(study, data.name);
  const families = familiesOf(models);
  const looks = order.map((i) => familyLook(families, models[i]?.family ?? ""));
  const names = order.map((i) => models[i]?.name ?? "");
  const short = names.map((name, place) => `${elide(name, LONGEST)} ${looks[place]?.glyph ?? ""}`);
  const axis = { full: names, short, inks: looks.map((look) => look.ink), ink: "muted" as const, title: "" };
  const values = order.map((i) => order.map((j) => matrix[i]?.[j] ?? null));
  const size = models.length > ROOMY ? 14 : 30;
  const tree = study.structure.find((one) => one.data === data.name)?.dendrogram;
  const low = Math.min(0, ...values.flat().map((value) => value ?? 0));
  const svg = matrixSvg({
    label: `${STUDY_SIDES[side]} of ${models.length} models with each other on ${data.name}`,
    ...{ rows: axis, columns: axis, size },
    cells: values.map((row) => row.map((value) => cellOf(value, size > 24))),
    ...(tree === undefined ? {} : { beside: { drawn: dendrogram(tree, size), width: TREE_WIDTH } }),
    legend: colourLegend(low, { colour: STUDY_SIDES[side] }),
  });
  const text = values.map((row) => row.map((value) => (value === null ? DASH : fixed(value))));
  const lines = [{ name: STUDY_SIDES[side], of: text }];
  const reading = {
    left: matrixLeft(axis, axis),
    top: TOP,
    size,
    titles: ["", ""] as const,
    rows: names,
    columns: names,
    lines,
  };
  return { name: `matrix-${side}-${dataName(data, k)}`, svg, reading: { ...reading, opensPairs: true } };
}

function cellOf(value: number | null, numbered: boolean) {
  if (value === null) return { fill: null, text: DASH };
  if (!numbered) return { fill: similarityColour(Math.round(SHADES * value) / SHADES) };
  return { fill: similarityColour(value), text: fixed(value, 2).replace("0.", "."), ink: similarityContrast(value) };
}
