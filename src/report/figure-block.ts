import { asMarkup, type Insert, type Markup, markup } from "./markup.js";
import { type Reading, scriptJson } from "./reading.js";

/** A drawn figure, and what the page needs to show it. */
export interface Figure {
  /** Its file's name without extension, the same on the page and among `--figures`: letters, digits and hyphens. */
  readonly name: string;
  readonly svg: string;
  readonly reading?: Reading;
}

/**
 * A figure of the page. The page's script lets pointer and arrow keys read it, and offers it as a file.
 *
 * @param caption - says what is drawn, of how many examples.
 * @param where - whether the caption stands above or below.
 */
export function figureBlock(figure: Figure, caption: Insert, where: "above" | "below" = "below"): Markup {
  const text = markup`<figcaption>${caption}</figcaption>`;
  const drawn = drawnFigure(figure);
  return markup`<figure data-figure="${figure.name}">${where === "above" ? [text, drawn] : [drawn, text]}</figure>
`;
}

/** The drawing alone, for a figure whose caption stands elsewhere. */
function drawnFigure({ svg, reading }: Figure): Markup {
  const data =
    reading === undefined
      ? markup``
      : markup`<script type="application/json">${asMarkup(scriptJson(reading))}</script>`;
  return markup`<div class="reader"${reading?.opensPairs ? markup` data-linked` : []}><div class="scroll">${asMarkup(svg)}</div>${data}</div>`;
}

/**
 * Part of a file's name, made of any text; where nothing of it can stand in one, the words given instead.
 *
 * @example
 * slug("CIFAR-10 test", "data"); // => "cifar-10-test"
 * slug("العربية", "data"); // => "data"
 */
export function slug(text: string, otherwise: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return plain === "" ? otherwise : plain;
}
