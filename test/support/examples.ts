/** One `@example` of a docstring. */
export interface Example {
  /** First line of the example in its file. */
  readonly line: number;
  readonly code: string;
}

/** Every `@example` of a TypeScript source, stripped of the comment's stars. */
export function examplesIn(source: string): readonly Example[] {
  const examples: Example[] = [];
  const lines = source.split("\n");
  for (const [i, line] of lines.entries()) {
    if (!/^\s*\* @example\s*$/.test(line)) continue;
    const body: string[] = [];
    for (const next of lines.slice(i + 1)) {
      const text = /^\s*\* ?(?!\/)(.*)$/.exec(next)?.[1];
      if (text === undefined || text.startsWith("@")) break;
      body.push(text);
    }
    examples.push({ line: i + 2, code: body.join("\n") });
  }
  return examples;
}

type Check = (actual: unknown, expected: unknown, what: string) => void;

const AsyncFunction = (async () => undefined).constructor as new (
  ...args: string[]
) => (...values: unknown[]) => Promise<void>;

/**
 * Runs an example, handing every `expression; // => value` to `check`.
 *
 * @param scope - what the example may name.
 * @returns the number of values that were checked.
 */
export async function runExample(
  code: string,
  scope: Readonly<Record<string, unknown>>,
  check: Check,
): Promise<number> {
  let checked = 0;
  const counting: Check = (actual, expected, what) => {
    checked++;
    check(actual, expected, what);
  };
  const body = code.replace(
    /^(.+?);\s*\/\/ => (.+)$/gm,
    (_, expression: string, value: string) =>
      `$check(await (${expression}), (${value}), ${JSON.stringify(expression)});`,
  );
  const run = new AsyncFunction("$check", ...Object.keys(scope), body);
  await run(counting, ...Object.values(scope));
  return checked;
}
