import { intAttribute } from "../attributes.js";
import { plain } from "./flow.js";
import { ofUnits } from "./flow-rule.js";
import { listOf } from "./settings.js";
import { PLAIN } from "./units.js";
import { areSingle, setsOf, wholes } from "./wholes.js";

/** `ReduceMean`, `ReduceSum`, `ReduceL2`, …: positions of one unit give that unit, different units what is made of all. */
export const reduction = ofUnits((input, node, _, [dims = []], context) => {
  const rank = input.dims.length;
  const axes = listOf(context, node, "axes", 1) ?? [];
  if (axes.length === 0 && intAttribute(node, "noop_with_empty_axes", 0) === 1) return [input];
  const given = axes.length > 0 ? axes : input.dims.map((_, axis) => axis);
  const sets = setsOf(
    input,
    given.map((axis) => (axis < 0 ? axis + rank : axis)),
  );
  if (areSingle(sets, context)) {
    return [{ kind: "units", dims, labels: Int32Array.from(sets, ([label = PLAIN]) => label) }];
  }
  const blocks = wholes(sets, context);
  return [blocks === null ? plain(dims) : { kind: "units", dims, labels: Int32Array.from(blocks) }];
});
