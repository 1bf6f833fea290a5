const MAX_LENGTH = 512;

/**
 * Whether a text is a path inside a repository, which cannot leave the folder that it is joined to on any system: parts
 * divided by slashes, none of them empty, `.` or `..`.
 *
 * @example
 * isRepositoryPath("onnx/model.onnx"); // => true
 * isRepositoryPath("../model.onnx"); // => false
 */
export function isRepositoryPath(path: string): boolean {
  const parts = path.split("/");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
  return path.length <= MAX_LENGTH && !/[\u0000-\u001f\u007f\\:]/.test(path) && parts.every(isName);
}

function isName(part: string): boolean {
  return part !== "" && part !== "." && part !== "..";
}
