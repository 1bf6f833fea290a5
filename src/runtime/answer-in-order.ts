import { parentPort } from "node:worker_threads";

/**
 * Answers what the main thread asks, one question after the other, with the value or with what was thrown.
 *
 * @param handedOver - memory of an answer that is given away with it instead of copied.
 * @param after - what is done once a question is answered.
 */
export function answerInOrder<Question, Answer>(
  answer: (question: Question) => Promise<Answer>,
  handedOver: (value: Answer) => readonly ArrayBuffer[] = () => [],
  after: () => void = () => undefined,
): void {
  let last: Promise<void> = Promise.resolve();
  parentPort?.on("message", (question: Question) => {
    last = last.then(async () => {
      try {
        const value = await answer(question);
        parentPort?.postMessage({ value }, handedOver(value));
      } catch (error) {
        parentPort?.postMessage({ error });
      }
      after();
    });
  });
}
