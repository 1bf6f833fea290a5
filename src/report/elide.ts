/**
 * Text at most so many characters long: of longer text, the beginning and the end around an ellipsis.
 *
 * @param longest - in characters (code points), at least 2.
 * @example
 * elide("penultimate", 7); // => "pen…ate"
 */
export function elide(text: string, longest: number): string {
  const characters = Array.from(text);
  if (characters.length <= longest) return text;
  const kept = longest - 1;
  return `${characters.slice(0, Math.floor(kept / 2)).join("")}…${characters.slice(-Math.ceil(kept / 2)).join("")}`;
}
