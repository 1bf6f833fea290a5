import { centred } from "../../kernels/centred.js";
import { type Float64Matrix, zeros } from "../../kernels/float64-matrix.js";
import { gatheredRows } from "../../kernels/gathered.js";
import { crossProduct } from "../../kernels/products.js";
import { axesOf, firstColumns, type PrincipalAxes, principalAxes } from "./principal-axes.js";
import { leadingBasis, sameSpaceBasis } from "./subset-basis.js";

/** A representation as canonical correlation analysis sees it. */
export interface CanonicalSide {
  readonly n: number;
  /** Q, n × r: an orthonormal basis of the axes used. */
  readonly basis: Float64Matrix;
  /** Xc'Q, p × r: what each feature has of each axis. Computed when first asked for. */
  readonly loadings: () => Float64Matrix;
}

/** One of all examples, from which those of subsets are quickly found. */
export interface WholeSide extends CanonicalSide {
  readonly axes: PrincipalAxes;
  /** UΣ, n × all axes: the examples in the fewest coordinates. */
  readonly coordinates: Float64Matrix;
  /** Xc, n × p. */
  readonly features: Float64Matrix;
}

/** @param share - of the variance, that the axes used must reach; 1 for all axes. */
export function canonicalSide(xc: Float64Matrix, share: number): WholeSide {
  const axes = principalAxes(xc);
  const coordinates = scaledColumns(axes.left, axes.values);
  return { ...sideOf(usedOf(axes, share), () => xc), axes, coordinates, features: xc };
}

/** The same of some examples: their axes are those of their rows of UΣ. */
export function subsetSide(whole: WholeSide, rows: Uint32Array, share: number): CanonicalSide {
  const { axes, coordinates, features } = whole;
  const few = () => centred(gatheredRows(coordinates, rows));
  const quick = share < 1 ? leadingBasis(few(), share) : sameSpaceBasis(axes, rows);
  return sideOf(quick ?? usedOf(principalAxes(few()), share), () => centred(gatheredRows(features, rows)));
}

function usedOf({ left, values }: PrincipalAxes, share: number): Float64Matrix {
  return firstColumns(left, share < 1 ? axesOf(values, share) : values.length);
}

function sideOf(basis: Float64Matrix, features: () => Float64Matrix): CanonicalSide {
  let loadings: Float64Matrix | undefined;
  const found = () => {
    loadings ??= crossProduct(features(), basis);
    return loadings;
  };
  return { n: basis.rows, basis, loadings: found };
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
