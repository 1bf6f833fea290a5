import type { Command } from "commander";
import type { TextSource } from "../data/text-source.js";
import type { CompareOptions } from "../study/compare-options.js";
import { type ForTowers, towerBiases, towerFiles, towerScales } from "./arguments.js";

/** Options that make a zero-shot classifier of an image tower. */
export interface TextFlags {
  readonly text?: ForTowers<string>;
  readonly textEmbeds?: ForTowers<string>;
  readonly tokenizer?: ForTowers<string>;
  readonly templates?: ForTowers<string>;
  readonly classes?: ForTowers<string>;
  readonly logitScale?: ForTowers<number>;
  readonly logitBias?: ForTowers<number>;
}

export function addTextOptions(command: Command): Command {
  return command
    .option(
      "--text <files>",
      "text tower of image towers without texts, a file or hf:owner/name/PATH; A.onnx,B.onnx for one each (either may be empty)",
      towerFiles,
    )
    .option("--text-embeds <files>", "saved embeddings instead, one row a class: .npy, .npz#name", towerFiles)
    .option("--tokenizer <files>", "tokenizer.json (default: the one beside the text tower)", towerFiles)
    .option(
      "--templates <files>",
      "prompts with {} for the class, one a line (default: templates.txt there)",
      towerFiles,
    )
    .option("--classes <files>", "class names, one a line (default: classes.txt there, else the data's)", towerFiles)
    .option("--logit-scale <x>", "what cosines are multiplied by (default: what the towers say)", towerScales)
    .option(
      "--logit-bias <x>",
      "what is added then, as SigLIP does (default: what the towers say, else 0)",
      towerBiases,
    );
}

/** The options as `compare` takes them; `undefined` where none was given. */
export function textsOf(flags: TextFlags): CompareOptions["texts"] {
  const { text, textEmbeds, tokenizer, templates, classes, logitScale, logitBias } = flags;
  const given = Object.entries({ text, textEmbeds, tokenizer, templates, classes, logitScale, logitBias });
  const of = (model: keyof ForTowers<unknown>): TextSource | undefined => {
    const own = given.flatMap(([name, values]) => (values?.[model] === undefined ? [] : [[name, values[model]]]));
    return own.length === 0 ? undefined : Object.fromEntries(own);
  };
  const texts = { every: of("every"), a: of("a"), b: of("b") };
  return Object.values(texts).every((source) => source === undefined) ? undefined : texts;
}
