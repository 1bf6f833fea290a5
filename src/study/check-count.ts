import { TrisimError } from "../errors.js";

/** Debiased CKA needs four rows. */
const FEWEST_EXAMPLES = 4;

/**
 * Refuses too few examples for a comparison.
 *
 * @throws TrisimError "too-few-examples".
 */
export function checkCount({ name, n }: { readonly name: string; readonly n: number }): void {
  if (n >= FEWEST_EXAMPLES) return;
  const found = `${name}: has ${n} examples`;
  throw new TrisimError("too-few-examples", `${found}, a comparison needs at least ${FEWEST_EXAMPLES}`);
}
