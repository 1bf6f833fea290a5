import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file that the generator of the golden towers wrote. */
export function goldenTowers(name: string): string {
  return fileURLToPath(new URL(`../golden/towers/${name}`, import.meta.url));
}

type Kind = "clip" | "siglip";

interface Golden {
  readonly classes: readonly string[];
  readonly templates: readonly string[];
  readonly scales: Readonly<Record<Kind, { readonly scale: number; readonly bias: number }>>;
  readonly tokenizers: Readonly<
    Record<Kind | "bert", readonly { readonly text: string; readonly ids: readonly number[] }[]>
  >;
  /** 6 × 4, of all templates and of the first alone. */
  readonly logits: Readonly<Record<Kind, { readonly ensemble: readonly number[]; readonly single: readonly number[] }>>;
}

/** What the towers must give, by torch in float64. */
export const golden: Golden = JSON.parse(
  readFileSync(fileURLToPath(new URL("../golden/towers.json", import.meta.url)), "utf8"),
);
