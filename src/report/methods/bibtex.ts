import { REFERENCES, type Reference, type ReferenceKey } from "./references.js";

const FIELDS: Readonly<Record<Reference["kind"], string>> = {
  article: "journal",
  inproceedings: "booktitle",
  misc: "howpublished",
};

/**
 * References as a BibTeX file.
 *
 * @example
 * bibtex(["lin1991"]).startsWith("@article{lin1991,"); // => true
 */
export function bibtex(keys: readonly ReferenceKey[]): string {
  return keys.map((key) => entry(key, REFERENCES[key])).join("\n");
}

function entry(key: string, { kind, author, title, year, where }: Reference): string {
  // A second pair of braces keeps the title's capitals.
  const fields = [
    ...(author === "" ? [] : [["author", `{${author}}`]]),
    ["title", `{{${title}}}`],
    [FIELDS[kind], `{${where}}`],
    ["year", `{${year}}`],
  ];
  return `@${kind}{${key},\n${fields.map(([name, value]) => `  ${name} = ${value}`).join(",\n")}\n}\n`;
}

/**
 * A reference as it is cited in a text: the first author's last name and the year.
 *
 * @example
 * cited("kornblith2019"); // => "Kornblith et al. 2019"
 * cited("lin1991"); // => "Lin 1991"
 */
export function cited(key: ReferenceKey): string {
  const { author, title, year }: Reference = REFERENCES[key];
  const names = author.split(" and ").map((name) => name.split(",")[0] ?? "");
  const [first = "", second] = names;
  if (first === "") return `${title.split(":")[0]} ${year}`;
  if (second === undefined) return `${first} ${year}`;
  return names.length === 2 && second !== "others" ? `${first} & ${second} ${year}` : `${first} et al. ${year}`;
}
