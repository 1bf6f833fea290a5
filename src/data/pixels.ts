/** An image in bytes, planar: C×H×W, gray or RGB. */
export interface Pixels {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}
