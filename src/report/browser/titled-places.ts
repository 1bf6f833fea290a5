import type { Places } from "./places.js";

/** The marks of a figure that have a title, such as the points of a curve. */
export function titledPlaces(svg: SVGSVGElement): Places {
  const marks = [...svg.querySelectorAll("title")].flatMap((title) => {
    const mark = title.parentElement;
    if (mark === null || (mark as Element) === svg) return [];
    const text = title.textContent ?? "";
    // The browser's own tip would stand beside ours; the words stay for those who hear the page.
    mark.setAttribute("data-says", text);
    title.remove();
    return [{ mark: mark as unknown as SVGGraphicsElement, text }];
  });
  const indexOf = new Map(marks.map(({ mark }, index) => [mark as Element, index]));
  const centre = (place: number) => {
    const { x, y, width, height } = marks[place]?.mark.getBoundingClientRect() ?? new DOMRect();
    return [x + width / 2, y + height / 2] as const;
  };
  return {
    count: marks.length,
    at(x, y) {
      const under = document.elementsFromPoint(x, y).flatMap((element) => {
        const mark = element.closest("[data-says]");
        return mark === null ? [] : [indexOf.get(mark) ?? -1];
      });
      return under.find((index) => index >= 0) ?? nearest(x, y);
    },
    beside(place, [x, y]) {
      const [fromX, fromY] = centre(place);
      const others = marks.flatMap((_, index) => {
        const [toX, toY] = centre(index);
        const [along, across] = x === 0 ? [(toY - fromY) * y, toX - fromX] : [(toX - fromX) * x, toY - fromY];
        return along > 0.5 ? [{ index, far: along + 2 * Math.abs(across) }] : [];
      });
      return others.sort((one, other) => one.far - other.far)[0]?.index ?? place;
    },
    textOf: (place) => marks[place]?.text ?? "",
    boxOf: (place) => marks[place]?.mark.getBoundingClientRect() ?? new DOMRect(),
    open: () => undefined,
  };

  /** A mark that the pointer nearly touches: points are small. */
  function nearest(x: number, y: number): number | null {
    const near = marks.map((_, index) => {
      const [markX, markY] = centre(index);
      return { index, far: Math.hypot(markX - x, markY - y) };
    });
    const [first] = near.sort((one, other) => one.far - other.far);
    return first !== undefined && first.far < 14 ? first.index : null;
  }
}
