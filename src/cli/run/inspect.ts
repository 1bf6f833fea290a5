import { checkWritable } from "../../data/check-writable.js";
import { contactSheet } from "../../data/contact-sheet.js";
import { imageWarnings } from "../../data/image-warnings.js";
import { openDataset } from "../../data/open-dataset.js";
import { writeAtomic } from "../../data/write-atomic.js";
import { inspect } from "../../onnx/inspect.js";
import { firstSeen } from "../../runtime/first-seen.js";
import { type Model, openModel } from "../../runtime/open-model.js";
import { whatIsFed } from "../../runtime/what-is-fed.js";
import type { OutputFlags } from "../common-options.js";
import { fedText, inspectionText, originText } from "../inspect-text.js";
import type { Seen } from "../seen.js";
import { warn, watched } from "../watched.js";

export interface InspectFlags extends OutputFlags {
  readonly data?: string;
  readonly out?: string;
  readonly limit?: number;
  readonly skipCorrupt?: boolean;
  readonly preprocess?: string;
}

/** Images on the contact sheet, at most. */
const PICTURED = 32;

/** `trisim inspect`: what can be told of a model from its file alone, and what it will see of a data set. */
export async function runInspect(file: string, flags: InspectFlags, signal: AbortSignal): Promise<void> {
  const { data, out, json } = flags;
  if (data === undefined && out !== undefined) throw new RangeError(`--out ${out}: of which images? name --data too`);
  if (out !== undefined) await checkPicture(out);
  const model = await watched(flags, (onProgress) => openModel(file, flags.preprocess, { signal, onProgress }));
  const found = inspect(model.whole);
  const origin = model.hub === null ? {} : { hub: model.hub };
  const seen = data === undefined ? null : await seenOf(model, data, flags, signal);
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...found, ...origin, ...(seen === null ? {} : { data: seen }) }, null, 2)}\n`
      : originText(model.hub) + inspectionText(found) + (seen === null ? "" : fedText(seen)),
  );
}

/** @throws RangeError for a name of another kind of file; TrisimError "unwritable". */
async function checkPicture(out: string): Promise<void> {
  if (!/\.png$/i.test(out))
    throw new RangeError(`--out ${out}: pictures are written as PNG; name a file ending in .png`);
  await checkWritable(out);
}

async function seenOf(model: Model, spec: string, flags: InspectFlags, signal: AbortSignal): Promise<Seen> {
  const { limit, skipCorrupt, out = null } = flags;
  const dataset = await openDataset(spec, { limit, skipCorrupt, signal });
  try {
    for (const warning of imageWarnings(model.preprocess, dataset)) warn(flags, warning);
    const fed = await watched(flags, (tell) => {
      let done = 0;
      const onExamples = (count: number) => {
        done += count;
        tell({ done, total: dataset.n, what: "looking" });
      };
      return whatIsFed(model, dataset, { signal, onExamples });
    });
    if (out !== null) await writeAtomic(out, contactSheet(await firstSeen(model, dataset, PICTURED)));
    const { name, n, sampleHash, classes } = dataset;
    return { name, n, sampleHash, classes, preprocess: model.preprocess.source, ...fed, out };
  } finally {
    await dataset.close();
  }
}
