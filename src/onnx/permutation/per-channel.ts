import { spread } from "./contraction.js";
import { channelUnits } from "./convolution.js";
import { plain } from "./flow.js";
import { ofUnits } from "./flow-rule.js";

/** Pooling and resizing: each channel by itself. */
export const perChannel = ofUnits((input, _, __, outputs, context) => {
  const labels = channelUnits(input, context);
  return outputs.map((dims) => (labels === null ? plain(dims) : spread(labels, dims, 1)));
});
