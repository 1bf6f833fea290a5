/**
 * A signal that aborts on the first Ctrl-C (or SIGTERM), so that work ends cleanly; a second one kills as usual.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}
