import { type HubOrigin, pinnedSpec } from "../data/hub/hub-origin.js";
import type { Inspection } from "../onnx/inspect.js";
import type { OnnxValue } from "../onnx/model.js";
import type { Seen } from "./seen.js";
import { onOneLine } from "./terminal-text.js";

/** What is told of a model, for people. */
export function inspectionText({
  inputs,
  outputs,
  parameters,
  layers,
  penultimate,
  logits,
  family,
}: Inspection): string {
  return lines([
    ["family", family],
    ["parameters", parameters.toLocaleString("en")],
    ["inputs", ...inputs.map(valueText)],
    ["outputs", ...outputs.map(valueText)],
    ["penultimate", penultimate],
    ["logits", logits ?? "none"],
    ["layers", ...layers],
  ]);
}

/** Where a model of the hub came from, for people. */
export function originText(hub: HubOrigin | null): string {
  return hub === null ? "" : lines([["hub", pinnedSpec(hub)]]);
}

/** What is told of the images that it will see, for people. */
export function fedText({ name, n, preprocess, stored, shape, channels, labels, classes, out }: Seen): string {
  return lines([
    ["data", `${name}, ${n} examples`],
    ["preprocess", preprocess],
    ["stored", stored === null ? "float arrays, fed as they are" : storedText(stored)],
    ["fed", shape.join("×")],
    ...channels.map(({ mean, sd, min, max }, c): readonly [string, string] => {
      return [`channel ${c}`, `mean ${short(mean)}, sd ${short(sd)}, from ${short(min)} to ${short(max)}`];
    }),
    ["labels", labels === null ? "none" : labelText(Object.values(labels), classes)],
    ...(out === null ? [] : [["pictures", out] as const]),
  ]);
}

function storedText({ sizes, smallest, largest }: NonNullable<Seen["stored"]>): string {
  if (sizes === 1) return smallest.join("×");
  return `${sizes} sizes, ${smallest.join("×")} to ${largest.join("×")} (height × width)`;
}

function labelText(counts: readonly number[], classes: number | null): string {
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const each = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
  return `${counts.length}${classes === null ? "" : ` of ${classes}`} classes, ${each} examples each`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function valueText({ name, elemType, dims }: OnnxValue): string {
  return `${name} ${elemType ?? "?"} [${dims?.map((dim) => dim ?? "?").join(", ") ?? "?"}]`;
}

/** One block a row: its title, and what belongs to it, one a line. */
function lines(rows: readonly (readonly [string, ...string[]])[]): string {
  const text = rows.map(
    ([title, ...values]) => `${title.padEnd(13)}${values.map(onOneLine).join(`\n${" ".repeat(13)}`)}\n`,
  );
  return text.join("");
}
