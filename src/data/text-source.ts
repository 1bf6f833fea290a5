/**
 * What turns the names of classes into the texts of a zero-shot classifier. What is left out is searched for beside the
 * text tower: `tokenizer.json`, `templates.txt` and `classes.txt`.
 */
export interface TextSource {
  /** An ONNX text tower, or one of the hub as `hf:owner/name/PATH.onnx`; left out where the model itself holds both towers. */
  readonly text?: string | undefined;
  /** Saved embeddings instead of a text tower, one row a class: `.npy`, `.npz#name` or `.safetensors#name`. */
  readonly textEmbeds?: string | undefined;
  readonly tokenizer?: string | undefined;
  /** One template a line, with `{}` for the name of a class. */
  readonly templates?: string | undefined;
  /** One class name a line, in the order of the labels. */
  readonly classes?: string | undefined;
  /** What cosines are multiplied by to become logits; above 0. */
  readonly logitScale?: number | undefined;
  /** What is added to them, as SigLIP does. */
  readonly logitBias?: number | undefined;
}
