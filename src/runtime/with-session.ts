import { TrisimError } from "../errors.js";
import type { Engine, GraphBytes, Session } from "./engine.js";

/**
 * Loads a graph, uses it and releases it, whatever happens.
 *
 * @param model - the model's name, for errors.
 * @throws TrisimError `malformed` where the runtime refuses the graph.
 */
export async function withSession<T>(
  engine: Engine,
  model: string,
  bytes: GraphBytes,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await open(engine, model, bytes);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

async function open(engine: Engine, model: string, bytes: GraphBytes): Promise<Session> {
  try {
    return await engine.open(bytes);
  } catch (error) {
    throw new TrisimError("malformed", `${model}: ${engine.name} cannot load it: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
