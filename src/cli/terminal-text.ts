import { elide } from "../report/elide.js";

/** Line breaks, other white space, and what a terminal would obey: names come from files. */
const CONTROL = /[\s\p{Cc}\p{Cf}]+/gu;

/** So wide a column leaves room for others. */
const LONGEST_NAME = 40;

/**
 * Text on one line as a terminal may show it: what breaks lines, moves the cursor, colours or turns the direction of what follows
 * is a blank.
 *
 * @example
 * onOneLine("a\n\u001b[31mb\u202ec"); // => "a [31mb c"
 */
export function onOneLine(text: string): string {
  return text.replace(CONTROL, " ").trim();
}

/**
 * A name in a table of a terminal: on one line and at most 40 characters, of a longer one the beginning and the end.
 *
 * @example
 * tableName(`${"a".repeat(50)}z`).length; // => 40
 */
export function tableName(name: string): string {
  return elide(onOneLine(name), LONGEST_NAME);
}
