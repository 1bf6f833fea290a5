import { TrisimError } from "../../errors.js";

/** What is taken where no file was named, the first that is there. */
const USUAL = ["onnx/model.onnx", "model.onnx", "onnx/vision_model.onnx", "vision_model.onnx"];
const NAMED = 20;

interface Files {
  /** For messages. */
  readonly name: string;
  readonly paths: readonly string[];
  /** Whether these are all. */
  readonly isComplete: boolean;
}

/**
 * Which file of a repository is the model: the one that was named, else `onnx/model.onnx`, `model.onnx`, the vision model of
 * two apart, else the only ONNX file.
 *
 * @throws TrisimError "not-found" where there is none, "mismatch" where there are several, naming them.
 * @example
 * chooseHubModel({ name: "hf:o/n@main", paths: ["README.md", "net.onnx"], isComplete: true }, null); // => "net.onnx"
 */
export function chooseHubModel({ name, paths, isComplete }: Files, wanted: string | null): string {
  const models = paths.filter((path) => /\.onnx$/i.test(path));
  if (wanted !== null) {
    if (paths.includes(wanted) || !isComplete) return wanted;
    throw new TrisimError("not-found", `${name} has no ${wanted}; ${listed(models)}`);
  }
  const usual = USUAL.find((path) => paths.includes(path));
  if (usual !== undefined && (isComplete || usual === USUAL[0])) return usual;
  // A better one may be missing from the cache.
  if (!isComplete)
    throw new TrisimError(
      "not-found",
      `${name}: offline nothing says which file is its model; ${listed(models)}; name it`,
    );
  if (models.length > 1)
    throw new TrisimError(
      "mismatch",
      `${name} has several ONNX files; name one, as ${name}/${models[0]}: ${listed(models)}`,
    );
  if (models[0] !== undefined) return models[0];
  const remedy = "export the model (optimum-cli export onnx), or name a repository that holds the export";
  throw new TrisimError("not-found", `${name} has no ONNX file; ${remedy}`);
}

function listed(models: readonly string[]): string {
  if (models.length === 0) return "it has no ONNX file";
  const more = models.length > NAMED ? ` and ${models.length - NAMED} more` : "";
  return `its ONNX files are ${models.slice(0, NAMED).join(", ")}${more}`;
}
