import { type Markup, markup } from "./markup.js";

/** Things of which one is shown at a time. */
export interface Choice {
  /** Told apart from other choices of the page: letters, digits and hyphens. */
  readonly name: string;
  readonly title: string;
  /** value → words; the first one is shown at first. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Radio buttons that show and hide what stands beside them, by the style sheet alone: what is not the chosen value carries
 * it as `data-<axis>`.
 *
 * @param axis - one of those that the style sheet knows, see `CHOICE_STYLE`.
 */
export function choice(axis: Axis, { name, title, values }: Choice): Markup {
  const buttons = Object.entries(values).map(
    ([value, words], index) =>
      markup`<label><input type="radio" name="${name}" value="${value}" data-of="${axis}"${index === 0 ? markup` checked` : []}>${words}</label>`,
  );
  return markup`<fieldset class="choice"><legend>${title}</legend>${buttons}</fieldset>
`;
}

/** What can be chosen, and the values it may have. */
const AXES = {
  measure: ["cka", "procrustes", "within-a", "within-b"],
  scale: ["raw", "above"],
  side: ["static", "calibrated", "functional", "agreement", "sparsity"],
} as const;

export type Axis = keyof typeof AXES;

/** Inside `.choosing`, what carries another value of an axis than the one checked is not shown. */
export const CHOICE_STYLE = Object.entries(AXES)
  .flatMap(([axis, values]) =>
    values.map(
      (value) =>
        `.choosing:has([data-of=${axis}][value=${value}]:checked) [data-${axis}]:not([data-${axis}=${value}]) { display: none; }`,
    ),
  )
  .join("\n");
