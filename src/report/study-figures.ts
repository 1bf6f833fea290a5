import type { StudyResult } from "../study/results/study.js";
import type { Figure } from "./figure-block.js";
import { CURVES, type CurveName, modelCurves } from "./study/model-curves.js";
import { paretoPlot } from "./study/pareto-plot.js";
import { planeMap } from "./study/plane-map.js";
import { STUDY_SIDES, type StudySide, studyMatrix } from "./study/study-matrix.js";
import { triangleSheets } from "./study/triangles-section.js";

/** Every figure of a study's page, in its order. */
export function studyFigures(study: StudyResult): Figure[] {
  const sets = study.data.map((_, k) => k);
  const drawn = [
    ...sets.flatMap((k) => (Object.keys(STUDY_SIDES) as StudySide[]).map((side) => studyMatrix(study, k, side))),
    ...sets.map((k) => planeMap(study, k)),
    ...triangleSheets(study),
    ...sets.flatMap((k) => (Object.keys(CURVES) as CurveName[]).map((of) => modelCurves(study, k, of))),
    paretoPlot(study),
  ];
  return drawn.filter((figure) => figure !== null);
}
