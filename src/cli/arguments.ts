import { InvalidArgumentError } from "commander";

/** Parsers of option values: each names what it expected, and commander adds the option and the value. */

export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError("Expected a whole number of at least 1.");
  return value;
}

export function seed(text: string): number {
  const value = Number(text);
  if (text === "" || !Number.isInteger(value) || value < 0 || value > 0xffff_ffff)
    throw new InvalidArgumentError("Expected a whole number from 0 to 4294967295.");
  return value;
}

const UNITS = { "": 1, K: 1e3, M: 1e6, G: 1e9, KI: 2 ** 10, MI: 2 ** 20, GI: 2 ** 30 } as const;

/** Bytes: `500MB`, `2G`, `1.5GiB`, `800000000`. */
export function memorySize(text: string): number {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([KMG]I?)?B?$/.exec(text.trim().toUpperCase()) ?? [];
  const bytes = Math.floor(Number(number) * UNITS[unit as keyof typeof UNITS]);
  if (number === "" || bytes < 1) throw new InvalidArgumentError("Expected a size such as 500MB, 2GB or 1.5GiB.");
  return bytes;
}

/** `a,b,c`; empty entries are an error. */
export function list(text: string): readonly string[] {
  const entries = text.split(",").map((entry) => entry.trim());
  if (entries.some((entry) => entry === "")) throw new InvalidArgumentError("Expected names separated by commas.");
  return entries;
}

/** Pruning levels, each in [0, 1). */
export function levels(text: string): readonly number[] {
  return list(text).map((entry) => {
    const value = Number(entry);
    if (!(value >= 0 && value < 1)) throw new InvalidArgumentError(`Level ${entry} is not in [0, 1).`);
    return value;
  });
}

/** One pruning level, in [0, 1). */
export function sparsity(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value < 1)) throw new InvalidArgumentError("Expected a number in [0, 1).");
  return value;
}

/** `--layers auto|NAME|GLOB,...`, one list for both models or `A;B`. */
export function layerLists(text: string): { readonly a: readonly string[]; readonly b: readonly string[] } {
  const [a, b = a, ...more] = text.split(";");
  if (a === undefined || b === undefined || more.length > 0)
    throw new InvalidArgumentError("Expected one list, or two separated by a semicolon.");
  return { a: list(a), b: list(b) };
}

/** `--preprocess FILE`, one for both models or `A.json,B.json`. */
export function preprocessFiles(text: string): { readonly a: string; readonly b: string } {
  const [a, b = a, ...more] = list(text);
  if (a === undefined || b === undefined || more.length > 0)
    throw new InvalidArgumentError("Expected one file, or two separated by a comma.");
  return { a, b };
}

/** `--label-offset N`, one for both models or `N,M`; whole numbers, which may be negative. */
export function labelOffsets(text: string): { readonly a: number; readonly b: number } {
  const [a, b = a, ...more] = list(text).map(Number);
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || a === undefined || b === undefined || more.length > 0)
    throw new InvalidArgumentError("Expected one whole number, or two separated by a comma.");
  return { a, b };
}

/** One thing for every image tower, or one for a single model. */
export interface ForTowers<T> {
  readonly every?: T;
  readonly a?: T;
  readonly b?: T;
}

/** `--text FILE` for every image tower, or `A.onnx,B.onnx`, one of which may be empty. */
export function towerFiles(text: string): ForTowers<string> {
  const [a = "", b, ...more] = text.split(",").map((entry) => entry.trim());
  if (more.length > 0 || (a === "" && (b ?? "") === ""))
    throw new InvalidArgumentError("Expected one file, or two separated by a comma, one of which may be empty.");
  if (b === undefined) return { every: a };
  return { ...(a === "" ? {} : { a }), ...(b === "" ? {} : { b }) };
}

/** `--logit-scale 100`, or `100,14.3`, one of which may be empty. */
export function towerScales(text: string): ForTowers<number> {
  const numbers = Object.entries(towerFiles(text)).map(([model, entry]) => [model, positiveNumber(entry)]);
  return Object.fromEntries(numbers);
}

/** `--logit-bias -12.9`, or `-12.9,0`, one of which may be empty. */
export function towerBiases(text: string): ForTowers<number> {
  const numbers = Object.entries(towerFiles(text)).map(([model, entry]) => [model, finiteNumber(entry)]);
  return Object.fromEntries(numbers);
}

function finiteNumber(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new InvalidArgumentError("Expected a number.");
  return value;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError("Expected a number above 0.");
  return value;
}

/** `--weight accuracy=1,latency=.5` */
export function weights(text: string): Readonly<Record<string, number>> {
  const entries = list(text).map((entry): readonly [string, number] => {
    const [name = "", number = "", ...more] = entry.split("=").map((part) => part.trim());
    const value = Number(number);
    if (name === "" || number === "" || more.length > 0 || !(value >= 0 && value < Infinity))
      throw new InvalidArgumentError(`Expected name=number, the number from 0 on, not ${entry}.`);
    return [name, value];
  });
  return Object.fromEntries(entries);
}
