import { elide } from "./elide.js";

const LONGEST = 22;

/**
 * Names of layers short enough for an axis: what the exporter added, what a name repeats, the path all share
 * and the operator at its end are left out, as long as every name stays different from the others.
 *
 * @param names - the layers' full names, in graph order.
 * @returns one short name a layer, in the same order, at most 22 characters each; too long ones lose their middle.
 * @example
 * shortenNames(["/layer1/layer1.0/Relu_1_output_0", "/Flatten_output_0"]); // => ["layer1.0", "Flatten"]
 */
export function shortenNames(names: readonly string[]): string[] {
  const steps = [withoutExporter, withoutSharedPath, withoutOperators];
  const short = steps.reduce((current, step) => keepDistinct(current, step(current)), names);
  return short.map((name) => elide(name, LONGEST));
}

function keepDistinct(before: readonly string[], after: readonly string[]): readonly string[] {
  return new Set(after).size < new Set(before).size ? before : after;
}

/** `/layer1/layer1.0/Relu_output_0` → `layer1.0/Relu`: each scope of PyTorch's exporter repeats the one around it. */
function withoutExporter(names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const scopes = name
      .replace(/_output_\d+$/, "")
      .split("/")
      .filter(Boolean);
    const kept = scopes.filter((scope, index) => !scopes[index + 1]?.startsWith(`${scope}.`));
    return kept.length > 0 ? kept.join("/") : name;
  });
}

function withoutOperators(names: readonly string[]): readonly string[] {
  const bare = names.map((name) => name.replace(/\/[A-Z][A-Za-z]*(_\d+)?$/, ""));
  return names.map((name, index) => {
    const candidate = bare[index] ?? name;
    return bare.filter((other) => other === candidate).length === 1 ? candidate : name;
  });
}

function withoutSharedPath(names: readonly string[]): readonly string[] {
  const nested = names.filter((name) => name.includes("/"));
  const scope = nested[0]?.split("/")[0];
  if (nested.length < 2 || scope === undefined || !nested.every((name) => name.startsWith(`${scope}/`))) return names;
  const prefix = `${scope}/`;
  return withoutSharedPath(names.map((name) => (name.startsWith(prefix) ? name.slice(prefix.length) : name)));
}
