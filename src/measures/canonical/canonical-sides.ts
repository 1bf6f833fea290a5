import { centred } from "../../kernels/centred.js";
import { type Float64Matrix, zeros } from "../../kernels/float64-matrix.js";
import { gatheredRows } from "../../kernels/gathered.js";
import { crossProduct } from "../../kernels/products.js";
import { axesOf, firstColumns, type PrincipalAxes, principalAxes } from "./principal-axes.js";

/** A representation as canonical correlation analysis sees it. */
export interface CanonicalSide {
  readonly n: number;
  /** Q, n × r: an orthonormal basis of the axes used. */
  readonly basis: Float64Matrix;
  /** Xc'Q, p × r: what each feature has of each axis. Computed when first asked for. */
  readonly loadings: () => Float64Matrix;
  /** UΣ, n × all axes: the examples in coordinates of which a subset's axes are quickly found. */
  readonly coordinates: Float64Matrix;
  /** Xc, n × p. */
  readonly features: Float64Matrix;
}

/** @param share - of the variance, that the axes used must reach; 1 for all axes. */
export function canonicalSide(xc: Float64Matrix, share: number): CanonicalSide {
  const axes = principalAxes(xc);
  return sideOf(axes, xc, share);
}

/**
 * The same of some examples. The axes of UΣ are those of Xc, and its columns are nearly orthogonal in any large subset,
 * so that they take few rotations to find.
 */
export function subsetSide({ coordinates, features }: CanonicalSide, rows: Uint32Array, share: number): CanonicalSide {
  const axes = principalAxes(centred(gatheredRows(coordinates, rows)));
  return sideOf(axes, centred(gatheredRows(features, rows)), share);
}

function sideOf(axes: PrincipalAxes, xc: Float64Matrix, share: number): CanonicalSide {
  const used = share < 1 ? axesOf(axes.values, share) : axes.values.length;
  const basis = firstColumns(axes.left, used);
  const coordinates = scaledColumns(axes.left, axes.values);
  let loadings: Float64Matrix | undefined;
  const found = () => {
    loadings ??= crossProduct(xc, basis);
    return loadings;
  };
  return { n: xc.rows, basis, loadings: found, coordinates, features: xc };
}

/** Whether a rank is so large that any two representations of as many examples correlate perfectly. */
export function isTrivial({ n, basis }: CanonicalSide): boolean {
  return basis.columns >= n - 1;
}

function scaledColumns({ rows, columns, data }: Float64Matrix, factors: Float64Array): Float64Matrix {
  const result = zeros(rows, columns);
  data.forEach((value, at) => {
    result.data[at] = value * (factors[at % columns] ?? 0);
  });
  return result;
}
