import type { OnnxTensor } from "../../src/onnx/model.js";
import type { UnitClass, UnitClasses, UnitSite } from "../../src/onnx/permutation/unit-classes.js";

/** Where units stand in a parameter: `rows` of the axis, all of it unless given, so many places a unit. */
interface Standing {
  readonly axis: number;
  readonly places?: number;
  readonly indices?: Int32Array;
}

/** Classes of units put together by hand, with the parameters in which they stand. */
export interface UnitNet {
  parameter(...dims: number[]): number;
  /** @param block - the class of the blocks; units are its members in equal runs. */
  units(size: number, block?: number): number;
  /** Says that units stand along an axis of a parameter, each at consecutive places unless told otherwise. */
  stand(c: number, parameter: number, standing: Standing): void;
  classes(): UnitClasses;
}

export function unitNet(): UnitNet {
  const parameters: OnnxTensor[] = [];
  const classes: (UnitClass & { readonly sites: UnitSite[] })[] = [];
  const sizeOf = (c: number) => classes[c]?.size ?? 0;
  return {
    parameter(...dims) {
      const size = dims.reduce((product, dim) => product * dim, 1);
      const nowhere = { start: 0, end: 4 * size };
      const name = `p${parameters.length}`;
      parameters.push({ name, elemType: "float32", dims, size, valueField: "raw", values: nowhere, record: nowhere });
      return parameters.length - 1;
    },
    units(size, block) {
      const blocks = block === undefined ? 0 : sizeOf(block);
      const members = Int32Array.from({ length: size }, (_, i) => Math.floor((i * blocks) / size));
      classes.push({ size, sites: [], activations: [], block: block === undefined ? null : { of: block, members } });
      return classes.length - 1;
    },
    stand(c, parameter, { axis, places = 1, indices = Int32Array.from({ length: sizeOf(c) * places }, (_, i) => i) }) {
      classes[c]?.sites.push({ parameter, axis, places, indices });
    },
    classes: () => ({ parameters, classes }),
  };
}

/** Linear layers of so many features, weights as [output, input], with their biases. */
export function mlp(...sizes: readonly number[]): UnitClasses {
  const net = unitNet();
  const hidden = sizes.slice(1, -1).map((size) => net.units(size));
  for (const [layer, size] of sizes.slice(1).entries()) {
    const weight = net.parameter(size, sizes[layer] ?? 0);
    const bias = net.parameter(size);
    const [own, before] = [hidden[layer], hidden[layer - 1]];
    if (own !== undefined) {
      net.stand(own, weight, { axis: 0 });
      net.stand(own, bias, { axis: 0 });
    }
    if (before !== undefined) net.stand(before, weight, { axis: 1 });
  }
  return net.classes();
}

/** Bottleneck blocks on residual streams, each stage with its width and number of blocks, and a linear head. */
export function residualNet(
  stages: readonly (readonly [width: number, blocks: number])[],
  classes: number,
): UnitClasses {
  const net = unitNet();
  const first = Math.max(4, stages[0]?.[0] ?? 4);
  let stream = net.units(first);
  let streamSize = first;
  convolution(net, null, 3, stream, first, 3);
  for (const [width, blocks] of stages) {
    const next = net.units(4 * width);
    convolution(net, stream, streamSize, next, 4 * width, 1);
    for (let block = 0; block < blocks; block++) {
      const [from, size] = block === 0 ? [stream, streamSize] : [next, 4 * width];
      const [a, b] = [net.units(width), net.units(width)];
      convolution(net, from, size, a, width, 1);
      convolution(net, a, width, b, width, 3);
      convolution(net, b, width, next, 4 * width, 1);
    }
    [stream, streamSize] = [next, 4 * width];
  }
  net.stand(stream, net.parameter(classes, streamSize), { axis: 1 });
  net.parameter(classes);
  return net.classes();
}

/** A convolution and the four vectors of its normalisation. */
function convolution(net: UnitNet, from: number | null, inputs: number, to: number, outputs: number, kernel: number) {
  const weight = net.parameter(outputs, inputs, kernel, kernel);
  net.stand(to, weight, { axis: 0 });
  if (from !== null) net.stand(from, weight, { axis: 1 });
  for (let vector = 0; vector < 4; vector++) net.stand(to, net.parameter(outputs), { axis: 0 });
}

/**
 * A transformer of so many blocks: queries, keys and values in one weight [inputs, outputs], where a dimension of a head has a
 * place among the queries and one among the keys, and dimensions move with their heads.
 */
export function transformer(blocks: number, width: number, heads: number): UnitClasses {
  const net = unitNet();
  const stream = net.units(width);
  net.stand(stream, net.parameter(12, width), { axis: 1 });
  for (let block = 0; block < blocks; block++) {
    const head = net.units(heads);
    const [keys, values, hidden] = [net.units(width, head), net.units(width, head), net.units(2 * width)];
    const fused = net.parameter(width, 3 * width);
    const both = Int32Array.from({ length: 2 * width }, (_, i) => (i >> 1) + (i % 2) * width);
    net.stand(stream, fused, { axis: 0 });
    net.stand(keys, fused, { axis: 1, places: 2, indices: both });
    net.stand(values, fused, { axis: 1, indices: Int32Array.from({ length: width }, (_, i) => 2 * width + i) });
    net.stand(head, net.parameter(heads), { axis: 0 });
    const [out, up, down] = [
      net.parameter(width, width),
      net.parameter(width, 2 * width),
      net.parameter(2 * width, width),
    ];
    net.stand(values, out, { axis: 0 });
    net.stand(stream, out, { axis: 1 });
    net.stand(stream, up, { axis: 0 });
    net.stand(hidden, up, { axis: 1 });
    net.stand(hidden, net.parameter(2 * width), { axis: 0 });
    net.stand(hidden, down, { axis: 0 });
    net.stand(stream, down, { axis: 1 });
  }
  net.stand(stream, net.parameter(width, 10), { axis: 0 });
  return net.classes();
}
