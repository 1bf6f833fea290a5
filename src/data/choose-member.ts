import { TrisimError } from "../errors.js";

/** How many names a message lists before it counts the rest. */
const NAMES_SHOWN = 20;

/**
 * The array meant by `file#name` in a file of several; without a name the only one there is.
 *
 * @param file - the file's path, for messages.
 * @param names - what the file holds.
 * @param wanted - what stands after the `#`; `null` without one.
 * @throws TrisimError "not-found" that lists the names.
 * @example
 * chooseMember("acts.npz", ["fc"], null); // => "fc"
 */
export function chooseMember(file: string, names: readonly string[], wanted: string | null): string {
  if (names.length === 0) throw new TrisimError("not-found", `${file} holds no array`);
  if (wanted !== null) {
    if (names.includes(wanted)) return wanted;
    throw new TrisimError("not-found", `${file} holds no array "${wanted}"; expected one of ${listed(names)}`);
  }
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  throw new TrisimError(
    "not-found",
    `${file} holds ${names.length} arrays; name one, as in ${file}#${only}: ${listed(names)}`,
  );
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  return names.slice(0, NAMES_SHOWN).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
