import type { PairCard, PairIndex } from "../study/pair-card.js";
import { drawMap } from "./draw-map.js";

const SIDES = ["static", "functional", "sparsity"];

let index: PairIndex | null = null;

/** Shows a pair of a study: its values, its layer maps, the way to its comparison. */
export function openPair(a: string, b: string): void {
  index ??= JSON.parse(document.getElementById("pair-index")?.textContent ?? '{"data":[],"pairs":[]}') as PairIndex;
  const pair = index.pairs.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a));
  if (pair === undefined) return;
  const dialog = element("dialog", "", "pair");
  dialog.setAttribute("aria-label", `${pair.a} and ${pair.b}`);
  const close = element("button", "close", "close");
  close.addEventListener("click", () => dialog.close());
  dialog.append(close, heading(pair), ...contents(pair));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function heading({ a, b }: PairCard): HTMLElement {
  const title = element("h2", "");
  title.append(element("bdi", a), element("span", " and ", "and"), element("bdi", b));
  return title;
}

function contents(pair: PairCard): HTMLElement[] {
  if (pair.failure !== null) return [element("p", `The pair failed: ${pair.failure}.`)];
  const sets = element("div", "", "sets");
  sets.append(...pair.on.map((on) => setPart(pair, on)));
  if (pair.page === null) return [sets];
  const link = element("a", "The whole comparison");
  link.href = pair.page;
  const line = element("p", "");
  line.append(link);
  return [sets, line];
}

function setPart(pair: PairCard, on: PairCard["on"][number]): HTMLElement {
  const part = element("div", "");
  const values = on.sides.map((value, k) => `${SIDES[k]} ${value === null ? "–" : value.toFixed(3).replace("-", "−")}`);
  const name = element("h3", "");
  name.append(element("bdi", on.data));
  part.append(name, element("p", values.join(" · ")));
  if (on.map === null) part.append(element("p", "– (no layer map)", "missing"));
  else part.append(drawMap(on.map, on.rows, on.columns), element("p", caption(pair, on), "caption"));
  return part;
}

function caption({ a, b }: PairCard, { n, rows, columns }: PairCard["on"][number]): string {
  return `CKA of the ${rows} layers of ${a} (rows, input at the top) with the ${columns} of ${b}, n = ${n.toLocaleString("en-US")}; dark is 0, light is 1.`;
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, text: string, name = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name !== "") made.className = name;
  return made;
}
