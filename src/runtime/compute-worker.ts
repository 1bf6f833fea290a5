/** The thread behind `ComputeThread`: calls the pure function it is told and answers with what it gives. */
import { answerInOrder } from "./answer-in-order.js";
import { collectArrays } from "./collect-arrays.js";

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

answerInOrder(call, () => [], collectArrays);
