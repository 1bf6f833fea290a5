/** A command of a document and the lines it is said to print. */
export interface ConsoleCommand {
  readonly command: string;
  readonly output: string;
}

/** The commands of a Markdown text's `console` blocks: each begins with `$ `, what it prints follows. */
export function consoleCommands(markdown: string): readonly (readonly ConsoleCommand[])[] {
  const blocks = [...markdown.matchAll(/^```console\n(.*?)^```$/gms)].map(([, block]) => block ?? "");
  return blocks.map((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command = "", ...output] = part.split("\n");
        return { command, output: output.join("\n") };
      }),
  );
}
