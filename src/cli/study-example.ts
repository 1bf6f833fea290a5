import { existsSync } from "node:fs";
import { writeAtomic } from "../data/write-atomic.js";

/**
 * Writes a commented study to begin with.
 *
 * @throws RangeError where a file is there already: it is somebody's work.
 */
export async function writeExample(path: string): Promise<void> {
  if (existsSync(path)) throw new RangeError(`${path} is there already; --init writes a new file`);
  await writeAtomic(path, STUDY_EXAMPLE);
  process.stdout.write(`${path} is a study to begin with; trisim study ${path} --out report runs it.\n`);
}

/** It runs as it is, on what comes with the package. */
export const STUDY_EXAMPLE = `# yaml-language-server: $schema=https://unpkg.com/trisim/schema/study.json
# A study: many models, compared pair by pair on every data set. Paths are meant from this file's folder.
title: My study

models:
  # An ONNX file, hf:owner/name, or an embedded network as here. Preprocessing is found beside the file
  # (NAME.preprocess.json, preprocessor_config.json), or named with preprocess: FILE.
  - model: zoo:resnet-1
    name: resnet, seed 1 # what results call it
    family: cnn # your own word; else cnn, vit, vlm or other by the graph
    twins: resnet # seeds of one recipe share a word: they are not independent
  - model: zoo:resnet-2
    name: resnet, seed 2
    twins: resnet
  - model: zoo:vit-1
    # fork: NAME # the model that it was trained on from: the two count once in every test
    # labelOffset: 1 # for a model whose class 0 is the background
  # What cannot be pruned, as an int8 file, takes part without a sparsity side; so do saved activations (.npy, .npz,
  # .safetensors) of the examples in place of a model, one file where there is one data set, else one of each:
  # - model: activations.npz
  # - activations: { "zoo:fashion": fashion.npz, "zoo:digits": digits.npz } # by the data sets' names
  #   name: saved resnet
  - model: zoo:clip-resnet-1
    # texts: # what makes a classifier of an image tower; what is left out is found beside it
    #   text: text_model.onnx
    #   templates: templates.txt

data:
  - data: zoo:fashion # kind:path, as cifar10:test_batch.bin, imagenetv2:DIR, folder:DIR
    role: id # in distribution
    limit: 500
  - data: zoo:digits
    role: ood # out of distribution
    limit: 500

probe: true # where a model's own classes are not those of the data, a probe reads it
levels: [0.3, 0.5, 0.7, 0.8, 0.9, 0.95] # sparsity levels; 0 is added

connect: # between the weights of models of one architecture
  path: naive # none, naive, aligned or repaired
  points: 5

# measures: [cka, procrustes] # of the penultimate layers
# select: { accuracy: 1, robustness: 0.5, consensus: 0.5, parameters: 0.5, latency: 0 }
seed: 0
`;
