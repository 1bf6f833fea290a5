import { onOneLine } from "./terminal-text.js";

/** Text broken between words into lines of at most `width` characters; a longer word stands alone. */
export function wrapped(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of onOneLine(text).split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join("\n");
}
