import type { StudyModel } from "../../study/results/study.js";
import { type Markup, markup } from "../markup.js";
import { type Ink, ink } from "../palette.js";

/** How the models of a family look in every figure: by colour and by shape. */
export interface FamilyLook {
  readonly ink: Ink;
  readonly glyph: string;
  /** The same shape as Plot calls it; only such as have a face, because marks are filled and not all have a stroke. */
  readonly symbol: "circle" | "square" | "triangle" | "diamond" | "star" | "wye" | "cross" | "hexagon";
}

const LOOKS: readonly FamilyLook[] = [
  { ink: "a", glyph: "●", symbol: "circle" },
  { ink: "b", glyph: "■", symbol: "square" },
  { ink: "data1", glyph: "▲", symbol: "triangle" },
  { ink: "data2", glyph: "◆", symbol: "diamond" },
  { ink: "cross", glyph: "★", symbol: "star" },
  { ink: "data3", glyph: "Y", symbol: "wye" },
  { ink: "data4", glyph: "✚", symbol: "cross" },
  { ink: "up", glyph: "⬢", symbol: "hexagon" },
];

/** The families of a study in the order in which they first appear. */
export function familiesOf(models: readonly StudyModel[]): readonly string[] {
  return [...new Set(models.map(({ family }) => family))];
}

/** The look of a family among those of its study; after the eighth they repeat. */
export function familyLook(families: readonly string[], family: string): FamilyLook {
  const [look = { ink: "muted", glyph: "●", symbol: "circle" } as const] = LOOKS.slice(
    Math.max(0, families.indexOf(family)) % LOOKS.length,
  );
  return look;
}

/** A family's mark and name. */
export function familyName(families: readonly string[], family: string): Markup {
  return markup`${familyMark(families, family)} <bdi>${family}</bdi>`;
}

/** A family's mark alone. */
export function familyMark(families: readonly string[], family: string): Markup {
  const { ink: colour, glyph } = familyLook(families, family);
  return markup`<span aria-hidden="true" style="color: ${ink(colour)}">${glyph}</span>`;
}
