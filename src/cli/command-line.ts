import type { Command } from "commander";

/** Options that say how results are told, where they go and what they are held against, not what they are. */
const ASIDE: readonly string[] = [
  ...["out", "fresh", "save-midpoint"],
  ...["json", "csv", "quiet", "debug", "require"],
];

/**
 * Remembers how a command is called, once all its options are known to it.
 *
 * @param aside - options that its results do not hang on, besides those that no results hang on.
 * @returns gives, in the action of the command, the line that gives the same results again: what was typed, quoted for a shell,
 *   without those options.
 */
export function commandLine(command: Command, aside: readonly string[] = []): () => string {
  const given = new Map<string, readonly string[]>();
  for (const option of command.options) {
    const name = option.name();
    if ([...ASIDE, ...aside].includes(name)) continue;
    command.on(`option:${name}`, (value: string | null | undefined) => {
      given.set(name, [`--${name}`, ...(value == null ? [] : [value])]);
    });
  }
  return () => {
    const options = [...given.values()].flat();
    const called = command.args.some((word) => word.startsWith("-"))
      ? [...options, "--", ...command.args]
      : [...command.args, ...options];
    return ["trisim", command.name(), ...called].map(shellWord).join(" ");
  };
}

/**
 * A word as a POSIX shell takes it for itself.
 *
 * @example
 * shellWord("cifar10:test_batch.bin"); // => "cifar10:test_batch.bin"
 * shellWord("my model's.onnx"); // => "'my model'\\''s.onnx'"
 */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Results that say by which command line they can be had again. */
export function withCommand<R extends { readonly provenance: { readonly command: string | null } }>(
  result: R,
  command: string | null,
): R {
  return { ...result, provenance: { ...result.provenance, command } };
}
