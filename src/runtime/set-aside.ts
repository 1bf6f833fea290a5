import type { StoredModel } from "../onnx/model.js";
import { collectGarbage } from "./collect-arrays.js";

/** Gives the memory back that the bytes of models take, as far as they can be read again from a file. */
export function setAside(...models: readonly StoredModel[]): void {
  const held = models.filter(({ file }) => file?.setAside());
  if (held.length > 0) collectGarbage();
}
