import { TrisimError } from "../errors.js";
import { graphOf, imageDependent } from "./graph.js";
import { autoLayers } from "./layers.js";
import type { OnnxModel } from "./model.js";
import { nearestNames } from "./nearest-names.js";

/** Operators whose output is true or false, or a position: nothing a representation can be made of. */
const NOT_FLOAT: ReadonlySet<string> = new Set(
  "IsNaN IsInf Equal Greater GreaterOrEqual Less LessOrEqual And Or Not Xor ArgMax ArgMin NonZero".split(" "),
);

/**
 * The layers a user asks for, in graph order and each once.
 *
 * @param spec - `auto`, names of tensors (inputs and outputs of the graph too) and globs (`*` any text, `?` any one
 * character), separated by commas or as a list. A name that exists is taken as it is; a glob looks only among tensors
 * whose values depend on the image.
 * @throws TrisimError "unknown-layer" where a name or glob matches nothing; "unsupported" where `auto` finds no
 * penultimate tensor.
 */
export function selectLayers(model: OnnxModel, spec: string | readonly string[]): readonly string[] {
  const tensors = [...model.inputs.map((input) => input.name), ...model.nodes.flatMap((node) => node.outputs)];
  const known = new Set(tensors.filter((tensor) => tensor !== ""));
  const wanted = new Set(split(spec, known).flatMap((pattern) => matches(model, pattern, known)));
  return [...known].filter((tensor) => wanted.has(tensor));
}

/** A whole text that is a tensor's name is that name, commas and all. */
function split(spec: string | readonly string[], known: ReadonlySet<string>): readonly string[] {
  if (typeof spec !== "string") return spec;
  return known.has(spec) ? [spec] : spec.split(",").map((part) => part.trim());
}

function matches(model: OnnxModel, pattern: string, known: ReadonlySet<string>): readonly string[] {
  if (known.has(pattern)) return [pattern];
  if (pattern === "auto") return autoLayers(model);
  const glob = globMatcher(pattern);
  const found = candidates(model, known).filter((tensor) => glob(tensor));
  if (found.length > 0) return found;
  const nearest = nearestNames(pattern, candidates(model, known)).join(", ");
  throw new TrisimError("unknown-layer", `${model.name}: no layer matches "${pattern}"; the nearest are ${nearest}`);
}

function candidates(model: OnnxModel, known: ReadonlySet<string>): readonly string[] {
  const dependent = imageDependent(model);
  const { producer } = graphOf(model);
  return [...known].filter((name) => dependent.has(name) && !NOT_FLOAT.has(producer.get(name)?.opType ?? ""));
}

/**
 * Whether a name matches a glob, in time proportional to the product of their lengths.
 *
 * @param glob - `*` stands for any text, `?` for any one character, all else for itself.
 * @example
 * globMatcher("layer?.*")("layer1.relu"); // => true
 * globMatcher("layer?")("layer10"); // => false
 */
export function globMatcher(glob: string): (name: string) => boolean {
  return (name) => {
    let at = 0;
    let from = 0;
    // Where to come back to when a guess fails: after the last star, one character further on in the name.
    let star = -1;
    let tried = 0;
    while (at < name.length) {
      const token = glob[from];
      if (token === "*") {
        star = from++;
        tried = at;
      } else if (token !== undefined && (token === "?" || token === name[at])) {
        from++;
        at++;
      } else if (star >= 0) {
        from = star + 1;
        at = ++tried;
      } else return false;
    }
    return [...glob.slice(from)].every((token) => token === "*");
  };
}
