import type { Dataset } from "../data/dataset.js";
import type { CkaLeaveOneOut } from "../measures/cka-leave-one-out.js";
import { type InfluentialExample, influentialExamples } from "../measures/influential-examples.js";
import type { Reasoned } from "../sides/reasoned.js";
import { NO_PICTURE, picture } from "./picture.js";
import type { DataEntry } from "./results.js";

const COUNT = 10;

/**
 * The ten examples whose removal moves the CKA of the two penultimate layers most, each with a sentence and its picture.
 * Only these are read again.
 *
 * @param found - CKA of the dense pair and its leave-one-out values.
 * @returns `null` with the reason where there are none, or where no example moves it.
 */
export async function influentialEntries(
  dataset: Dataset,
  { score, leaveOneOut, reason }: CkaLeaveOneOut,
): Promise<Reasoned<DataEntry["examples"]>> {
  if (score === null || leaveOneOut === null) return { value: null, reasons: { examples: reason ?? "undefined" } };
  const found = influentialExamples({ score, leaveOneOut }, COUNT);
  if (found.every(({ influence }) => influence === 0))
    return { value: null, reasons: { examples: `CKA stays ${shown(score, 3)} whichever example is left out` } };
  const entries = await Promise.all(
    found.map(async (example) => ({
      id: dataset.ids[example.index] ?? String(example.index),
      why: sentence(score, example),
      thumbnail: await picture(dataset, example.index),
      influence: example.influence,
      without: example.without,
    })),
  );
  const missing = entries.flatMap((entry, i) => (entry.thumbnail === null ? [`examples.${i}.thumbnail`] : []));
  return { value: entries, reasons: Object.fromEntries(missing.map((path) => [path, NO_PICTURE])) };
}

/** With 3 decimals, or as many as show two digits of the difference. */
function sentence(score: number, { influence, without }: InfluentialExample): string {
  if (influence === 0) return `without it CKA would stay ${shown(score, 3)}`;
  const decimals = Math.max(3, 1 + Math.ceil(-Math.log10(Math.abs(score - without))));
  return `without it CKA would be ${shown(without, decimals)} instead of ${shown(score, decimals)}`;
}

function shown(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}
