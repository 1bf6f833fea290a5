import { parentPort } from "node:worker_threads";

/** Answers what the main thread asks, one question after the other, with the value or with what was thrown. */
export function answerInOrder<Question>(answer: (question: Question) => Promise<unknown>): void {
  let last: Promise<void> = Promise.resolve();
  parentPort?.on("message", (question: Question) => {
    last = last.then(async () => {
      try {
        parentPort?.postMessage({ value: await answer(question) });
      } catch (error) {
        parentPort?.postMessage({ error });
      }
    });
  });
}
