/** The thread behind `ComputeThread`: calls the pure function it is told and answers with what it gives. */
import { parentPort } from "node:worker_threads";

interface Call {
  readonly module: string;
  readonly name: string;
  readonly args: readonly unknown[];
}

async function call({ module, name, args }: Call): Promise<unknown> {
  const exported = (await import(module)) as Record<string, (...args: readonly unknown[]) => unknown>;
  const pure = exported[name];
  if (pure === undefined) throw new RangeError(`${module} exports no ${name}`);
  return pure(...args);
}

// One call after the other, so that answers come in the order of the questions.
let last: Promise<void> = Promise.resolve();

parentPort?.on("message", (message: Call) => {
  last = last.then(async () => {
    try {
      parentPort?.postMessage({ value: await call(message) });
    } catch (error) {
      parentPort?.postMessage({ error });
    }
  });
});
