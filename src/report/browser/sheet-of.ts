import { figureSheet } from "../figures/figure-sheet.js";

/** The small figures of a list, with the names below them, as one figure. */
export function sheetOf(list: HTMLElement, label: string): string {
  const svgs = [...list.querySelectorAll("svg")];
  const cards = svgs.map((svg) => ({
    svg: new XMLSerializer().serializeToString(svg),
    lines: [...(svg.parentElement?.querySelectorAll<HTMLElement>(".name") ?? [])].map((name) => {
      const mark = name.querySelector<HTMLElement>("[aria-hidden]");
      return {
        mark: mark?.textContent ?? "",
        colour: mark?.style.color ?? "",
        text: name.querySelector("bdi")?.textContent ?? "",
      };
    }),
  }));
  const { width, height } = svgs[0]?.viewBox.baseVal ?? { width: 0, height: 0 };
  return figureSheet(label, cards, { width, height });
}
