import { basename, dirname, join, resolve } from "node:path";
import { statPath } from "../data/stat-path.js";

/** What is looked for beside a text tower where it is not given. */
export const BESIDE_TEXT_TOWER = {
  tokenizer: "tokenizer.json",
  templates: "templates.txt",
  classes: "classes.txt",
} as const;

/**
 * Where a file of a text tower is looked for: beside it or, where its folder is an export's `onnx`, beside that.
 *
 * @param tower - the tower's ONNX file.
 * @returns a path, whether or not there is a file.
 */
export async function besideTextTower(tower: string, name: string): Promise<string> {
  const folder = dirname(resolve(tower));
  const own = join(dirname(tower), name);
  if (basename(folder) !== "onnx" || (await statPath(own)) !== null) return own;
  const above = join(dirname(folder), name);
  return (await statPath(above)) === null ? own : above;
}
