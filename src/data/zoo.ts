import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { TrisimError } from "../errors.js";
import { sha256 } from "./hash.js";
import type { TextSource } from "./text-source.js";

/** Where the embedded networks and images are, from the sources and from the build alike. */
const FOLDER = new URL("../../zoo/", import.meta.url);

/** Path below the folder → SHA-256. */
const files = z.record(z.string(), z.string().length(64));

const manifestSchema = z.object({
  images: z.record(
    z.string(),
    z.object({ classNames: z.array(z.string()), origin: z.string(), licence: z.string(), files }),
  ),
  models: z.record(z.string(), z.object({ family: z.enum(["cnn", "vit", "vlm"]), files })),
});

type Manifest = z.infer<typeof manifestSchema>;

/** What a name of the zoo stands for: files by path below the zoo, all of them checked. */
export interface ZooModel {
  /** The network, or the image tower. */
  readonly file: string;
  readonly preprocess: string;
  /** `null` for a network with a classifier of its own. */
  readonly texts: TextSource | null;
}

/** An embedded set of images: its folder, and the names of its classes. */
export interface ZooImages {
  readonly folder: string;
  readonly classNames: readonly string[];
}

/** `zoo:NAME` names an embedded network. */
export const ZOO_PREFIX = "zoo:";

/**
 * An embedded network by its name.
 *
 * @throws RangeError for an unknown name; TrisimError "malformed" for a file that is not the one that was shipped.
 */
export async function zooModel(name: string, folder: URL = FOLDER): Promise<ZooModel> {
  const { models } = await manifest(folder);
  const model = Object.hasOwn(models, name) ? models[name] : undefined;
  if (model === undefined) throw unknown("model", name, models);
  await checkFiles(folder, model.files);
  const path = (below: string) => fileURLToPath(new URL(below, folder));
  const preprocess = path("models/preprocessor_config.json");
  if (model.family !== "vlm") return { file: path(`models/${name}.onnx`), preprocess, texts: null };
  return { file: path(`models/${name}/image.onnx`), preprocess, texts: { text: path(`models/${name}/text.onnx`) } };
}

/**
 * An embedded set of images by its name.
 *
 * @throws RangeError for an unknown name; TrisimError "malformed" for a file that is not the one that was shipped.
 */
export async function zooImages(name: string, folder: URL = FOLDER): Promise<ZooImages> {
  const { images } = await manifest(folder);
  const set = Object.hasOwn(images, name) ? images[name] : undefined;
  if (set === undefined) throw unknown("set of images", name, images);
  await checkFiles(folder, set.files);
  return { folder: fileURLToPath(new URL(`images/${name}`, folder)), classNames: set.classNames };
}

async function manifest(folder: URL): Promise<Manifest> {
  return manifestSchema.parse(JSON.parse(await readFile(new URL("zoo.json", folder), "utf8")));
}

function unknown(what: string, name: string, known: Readonly<Record<string, unknown>>): RangeError {
  return new RangeError(
    `${ZOO_PREFIX}${name}: the zoo has no ${what} "${name}"; expected one of ${Object.keys(known).join(", ")}`,
  );
}

/** Whoever ships other bytes than those that were measured must not pass for the zoo. */
async function checkFiles(folder: URL, checksums: Readonly<Record<string, string>>): Promise<void> {
  for (const [below, expected] of Object.entries(checksums)) {
    const file = fileURLToPath(new URL(below, folder));
    const found = sha256(await bytesOf(file));
    if (found === expected) continue;
    const what = `its SHA-256 is ${found.slice(0, 12)}…, expected ${expected.slice(0, 12)}…`;
    throw new TrisimError("malformed", `${file}: ${what}; install trisim anew`);
  }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new TrisimError("unreadable", `${file} is missing from the zoo; install trisim anew`, { cause });
  }
}
