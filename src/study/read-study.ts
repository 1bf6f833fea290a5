import { dirname } from "node:path";
import { type Document, isNode, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";
import { isArrayFile } from "../data/array-file.js";
import { withFile } from "../data/byte-source.js";
import { TrisimError } from "../errors.js";
import { checkStudyOptions, type Fault } from "./check-study-options.js";
import { modelNames } from "./model-names.js";
import { DEFAULT_WEIGHTS } from "./selection/select.js";
import { type StudyFile, type StudyFileModel, specOf, studyFileSchema } from "./study-file.js";
import { fromFolder } from "./study-paths.js";

/**
 * Reads STUDY.yaml, whose keys are those of `trisim/schema/study.json`. Paths in it are meant from its own folder.
 *
 * @throws TrisimError "not-found", "unreadable", or "malformed" naming file, line and column.
 * @example
 * const { data } = await readStudy("zoo/study.yaml");
 * data[0].role; // => "id"
 */
export async function readStudy(path: string): Promise<StudyFile> {
  const bytes = await withFile(path, (source) => source.slice(0, source.byteLength));
  return fromFolder(parseStudy(new TextDecoder().decode(bytes), path), dirname(path));
}

/**
 * A study as it is written, paths as they stand.
 *
 * @param name - what messages call it.
 * @throws TrisimError "malformed" naming line and column.
 * @example
 * parseStudy("models: [{ model: zoo:vit-1 }]\ndata: [{ data: zoo:fashion }]", "s.yaml").seed; // => 0
 */
export function parseStudy(text: string, name: string): StudyFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error !== undefined) throw new TrisimError("malformed", `${at(error.pos[0])}: ${yamlFault(error)}`);
  const parsed = studyFileSchema.safeParse(plainValue(document, at) ?? {});
  if (parsed.success) return checked(parsed.data, document, at, dirname(name));
  const { issues } = parsed.error;
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  throw new TrisimError("malformed", issue === undefined ? `${name}: is no study` : said(issue, document, at));
}

type Place = (offset: number) => string;

function yamlFault({ code, message }: { readonly code: string; readonly message: string }): string {
  if (code === "MULTIPLE_DOCS") return "another document begins here; expected one study a file";
  return message.split("\n")[0]?.replace(/ at line .*/, "") ?? "";
}

/** What a document says; aliases may name what is not there, or be so many that they fill the memory. */
function plainValue(document: Document, at: Place): unknown {
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return;
      throw new TrisimError("malformed", `${at(alias.range?.[0] ?? 0)}: nothing before it is called &${alias.source}`);
    },
  });
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw new TrisimError("malformed", `${at(0)}: ${(cause as Error).message}`, { cause });
  }
}

/** One fault, where it is and what was expected. */
function said(issue: z.core.$ZodIssue, document: Document, at: Place): string {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return `${at(offsetOf(document, [...path, key], true))}: unknown key "${key}"${below(path)}`;
  }
  const missing = path.length > 0 && !document.hasIn(path);
  const where = at(offsetOf(document, missing ? path.slice(0, -1) : path));
  return missing
    ? `${where}: ${path.at(-1)} is missing${below(path.slice(0, -1))}`
    : `${where}: ${shown(path)}: ${issue.message.replace("Invalid input: ", "")}`;
}

function below(path: readonly (string | number)[]): string {
  return path.length === 0 ? "" : ` in ${shown(path)}`;
}

function shown(path: readonly (string | number)[]): string {
  if (path.length === 0) return "the study";
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : key))
    .join(".")
    .replaceAll(".[", "[");
}

/** Where a node begins; of a key itself where that is what is meant. */
function offsetOf(document: Document, path: readonly (string | number)[], ofKey = false): number {
  if (ofKey) {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const items = (parent as { items?: readonly { key?: unknown }[] } | null)?.items ?? [];
    const found = items.find(({ key }) => isNode(key) && String(key) === String(path.at(-1)));
    return isNode(found?.key) ? (found.key.range?.[0] ?? 0) : 0;
  }
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** What the shape alone does not say. */
function checked(study: StudyFile, document: Document, at: Place, folder: string): StudyFile {
  const fault: Fault = (path, message) =>
    new TrisimError("malformed", `${at(offsetOf(document, path))}: ${shown(path)}: ${message}`);
  const there = fromFolder(study, folder);
  const sources = there.models.map(specOf);
  for (const [i, model] of study.models.entries()) {
    const { name, labelMap, labelOffset } = model;
    checkSource(model, (path, message) => fault(["models", i, ...path], message));
    const twice = study.models.findIndex(
      (other, j) => sources[j] === sources[i] && (other.name ?? "") === (name ?? ""),
    );
    if (twice < i) throw fault(["models", i], `${specOf(model)} is listed already, as models[${twice}]`);
    if (name !== undefined && study.models.findIndex((other) => other.name === name) < i)
      throw fault(["models", i, "name"], `${name} is the name of another model already`);
    if (labelMap !== undefined && labelOffset !== undefined)
      throw fault(["models", i], "labelMap and labelOffset both say which class a label is; give one of them");
  }
  checkForks(study, fault);
  checkData(study, there, fault);
  checkStudyOptions(study, fault);
  if (Object.values({ ...DEFAULT_WEIGHTS, ...study.select }).every((weight) => weight === 0))
    throw fault(["select"], "all weights are 0, those left out too; expected one above");
  return study;
}

function checkData({ data: sets }: StudyFile, there: StudyFile, fault: Fault): void {
  const examples = there.data.map(({ data, limit, skipCorrupt }) =>
    JSON.stringify([data, limit, skipCorrupt ?? false]),
  );
  for (const [i, { data, name }] of sets.entries()) {
    const named = sets.findIndex((other) => (other.name ?? other.data) === (name ?? data));
    if (named < i) throw fault(["data", i], `${name ?? data} is listed already, as data[${named}]`);
    const twice = examples.indexOf(examples[i] ?? "");
    if (twice < i)
      throw fault(["data", i], `${data} is listed already, as data[${twice}]; a second name makes no second data set`);
    // Results are kept under the names, and objects have this one already.
    if (name === "__proto__") throw fault(["data", i, "name"], `${name} cannot be a name`);
  }
}

/** A model is one file, or activations that were saved; these have no use for what is said of networks. */
function checkSource(of: StudyFileModel, fault: Fault): void {
  const { model, activations, name } = of;
  if ((model === undefined) === (activations === undefined))
    throw fault([], "expected one of model and activations, which are saved ones in place of a model");
  if (activations === undefined && !isArrayFile(model ?? "")) return;
  if (activations !== undefined && name === undefined)
    throw fault([], "activations of several files need a name: give name");
  const useless = (["layers", "preprocess", "texts"] as const).find((key) => of[key] !== undefined);
  if (useless !== undefined)
    throw fault([useless], "saved activations are taken as they are, all arrays but logits as layers; leave it out");
}

/** A fork is of another model of the study, and no two are forks of each other. */
function checkForks({ models }: StudyFile, fault: Fault): void {
  const names = modelNames(models);
  for (const [i, { fork }] of models.entries()) {
    if (fork === undefined) continue;
    const path = ["models", i, "fork"];
    if (!names.includes(fork)) throw fault(path, `there is no model ${fork}; expected one of ${names.join(", ")}`);
    let at: string | undefined = fork;
    for (let steps = 0; at !== undefined && at !== names[i] && steps < models.length; steps++)
      at = models[names.indexOf(at)]?.fork;
    if (at === names[i])
      throw fault(path, `${fork} leads back to ${at} itself; a fork is of a model that came before it`);
  }
}
