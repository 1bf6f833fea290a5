import type { CompareResult } from "../study/results.js";
import type { Figure } from "./figure-block.js";
import { PANELS } from "./figures/pruning-panels.js";
import { confusionFigure } from "./sections/classes-section.js";
import { connectivityFigures } from "./sections/connectivity-section.js";
import { layerFigures } from "./sections/layer-figures.js";
import { pruningFigure } from "./sections/pruning-section.js";
import { triangleFigure } from "./sections/triangle-section.js";
import type { Yardstick } from "./yardstick.js";

/** Every figure of a comparison's page, in its order. */
export function comparisonFigures({ data }: CompareResult, yardstick: Yardstick | null = null): Figure[] {
  if (data.length === 0) return [];
  return [
    triangleFigure(data, yardstick),
    ...data.flatMap(layerFigures),
    ...data.flatMap((entry, k) => PANELS.flatMap((panel) => pruningFigure(entry, k, panel) ?? [])),
    ...data.flatMap((entry, k) => confusionFigure(entry, k) ?? []),
    ...data.flatMap(connectivityFigures),
  ];
}
