import type { Engine, Feeds } from "../../src/runtime/engine.js";

/** An engine that hands every run's feeds to `see` before it does what the given one does. */
export function watching(engine: Engine, see: (feeds: Feeds) => void): Engine {
  return {
    name: engine.name,
    close: () => engine.close(),
    async open(bytes) {
      const session = await engine.open(bytes);
      return {
        inputs: session.inputs,
        outputs: session.outputs,
        close: () => session.close(),
        run(feeds, outputs) {
          see(feeds);
          return session.run(feeds, outputs);
        },
      };
    },
  };
}
