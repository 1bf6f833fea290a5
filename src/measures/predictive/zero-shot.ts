import { groupMeans } from "../../kernels/group-means.js";
import type { Matrix } from "../../kernels/matrix.js";
import { rowProducts } from "../../kernels/products.js";
import { unitRows } from "../../kernels/unit-rows.js";

/**
 * One embedding a class out of T captions each, as CLIP averages an ensemble of prompts: the mean of the captions'
 * embeddings, each scaled to length 1 first.
 *
 * @param captions - C·T × d, class by class.
 * @param templates - T.
 * @returns C × d; rows need no particular length, see `zeroShotLogits`.
 * @throws RangeError where the rows are no whole number of classes.
 * @see Radford et al. 2021, section 3.1.4
 * @example
 * const captions = { rows: 2, columns: 2, data: Float64Array.of(2, 0, 0, 3) };
 * classEmbeddings(captions, 2).data; // => Float64Array.of(0.5, 0.5)
 */
export function classEmbeddings(captions: Matrix, templates: number): Matrix {
  if (!Number.isInteger(templates) || templates < 1 || captions.rows % templates !== 0)
    throw new RangeError(`classEmbeddings: ${captions.rows} captions are no whole number of ${templates} a class`);
  return groupMeans(unitRows(captions), templates);
}

/**
 * Logits of a classifier that was never trained on its classes: `scale` times the cosines of images and class texts, and
 * `bias`.
 *
 * SigLIP's logits are of each pair by itself: their sigmoid says whether a text fits an image. Given that one of the C texts
 * fits, class c has the odds σ(l_c)/(1 − σ(l_c)) = exp l_c, so the softmax over classes is right for them as for CLIP's, and
 * the bias, which all of them share, changes no probability.
 *
 * An embedding of length 0, as a network gives that pruning has killed, has no direction: all its logits are the bias.
 *
 * @param images - n × d embeddings, of any length.
 * @param classes - C × d embeddings, of any length.
 * @param scale - above 0.
 * @param bias - 0 for CLIP.
 * @returns n × C, each in [bias − scale, bias + scale] up to rounding.
 * @throws RangeError where the two embeddings differ in their number of features, the scale is not above 0, or the
 *   bias is no number.
 * @see Radford et al. 2021, figure 3; Zhai et al. 2023, algorithm 1
 * @example
 * const images = { rows: 1, columns: 2, data: Float32Array.of(3, 4) };
 * const classes = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 2) };
 * zeroShotLogits(images, classes, 10).data; // => Float64Array.of(6, 8)
 */
export function zeroShotLogits(images: Matrix, classes: Matrix, scale: number, bias = 0): Matrix {
  if (images.columns !== classes.columns)
    throw new RangeError(`zeroShotLogits: images have ${images.columns} features and texts ${classes.columns}`);
  if (!(scale > 0)) throw new RangeError(`zeroShotLogits: the scale is ${scale}; expected a number above 0`);
  if (!Number.isFinite(bias)) throw new RangeError(`zeroShotLogits: the bias is ${bias}; expected a number`);
  const cosines = rowProducts(unitRows(images), unitRows(classes));
  return { ...cosines, data: cosines.data.map((cosine) => scale * cosine + bias) };
}
