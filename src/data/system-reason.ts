/**
 * Why an operation on a file failed, in the system's words without its code and path.
 *
 * @example
 * systemReason(new Error("EACCES: permission denied, open 'a.bin'")); // => "permission denied"
 */
export function systemReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^E[A-Z0-9]+: /, "").replace(/, \w+( '.*)?$/s, "");
}
