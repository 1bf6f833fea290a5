import type { PairIndex } from "../study/pair-card.js";
import { pairDialog } from "../study/pair-dialog.js";
import { offerFigures } from "./offer-figures.js";
import { PAIR_EVENT } from "./places.js";
import { readFigures } from "./read-figures.js";

/** Shows the pair of a study that is asked for; its maps are drawn then. */
export function openPairs(): void {
  let index: PairIndex | null = null;
  document.addEventListener(PAIR_EVENT, (event) => {
    const [a, b] = (event as CustomEvent<readonly [string, string]>).detail;
    index ??= JSON.parse(document.getElementById("pair-index")?.textContent ?? '{"layers":[],"pairs":[]}') as PairIndex;
    const pair = index.pairs.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a));
    if (pair === undefined) return;
    const dialog = document.createElement("dialog");
    dialog.className = "pair";
    dialog.setAttribute("aria-label", `${pair.a} and ${pair.b}`);
    dialog.innerHTML = pairDialog(index, pair).markup;
    readFigures(dialog);
    offerFigures(dialog);
    dialog.querySelector(".close")?.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  });
}
