/** The thread behind `prepareImage`. What it made is handed over: a photograph's floats take longer to copy than to make. */
import { preparedImage } from "../data/prepared-image.js";
import { answerInOrder } from "./answer-in-order.js";

interface Call {
  readonly args: Parameters<typeof preparedImage>;
}

answerInOrder(
  ({ args }: Call) => preparedImage(...args),
  (made) => ("values" in made ? [made.values.buffer as ArrayBuffer] : []),
);
