import { type StudyFileModel, specOf } from "./study-file.js";

/**
 * What results call the models of a study: what it says, else what the file is called, with a number where that is taken.
 *
 * @returns one a model, all different where those that are given are.
 * @example
 * modelNames([{ model: "a/net.onnx" }, { model: "b/net.onnx" }, { model: "zoo:vit-1" }]); // => ["net", "net (2)", "vit-1"]
 */
export function modelNames(
  models: readonly Pick<StudyFileModel, "model" | "activations" | "name">[],
): readonly string[] {
  const taken = new Set(models.flatMap(({ name }) => name ?? []));
  return models.map((model) => {
    const used = model.name ?? freeName(shortName(specOf(model)), taken);
    taken.add(used);
    return used;
  });
}

/** What a model is called unless the study says otherwise. */
function shortName(spec: string): string {
  return (spec.replace(/^zoo:/, "").split("/").pop() ?? spec).replace(/\.onnx$/, "");
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let i = 2; ; i++) if (!taken.has(`${name} (${i})`)) return `${name} (${i})`;
}
