import { MessageChannel } from "node:worker_threads";

/**
 * Frees memory at once, without waiting for garbage to be collected: it is sent to nobody. Views of it have no length then.
 *
 * @example
 * const memory = new ArrayBuffer(8);
 * released(memory);
 * memory.byteLength; // => 0
 */
export function released(memory: ArrayBuffer): void {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.postMessage(null, [memory]);
  port1.close();
}
