import { TrisimError } from "../errors.js";
import { type Engine, EngineClosed, type GraphBytes, type Session } from "./engine.js";

/**
 * Loads a graph, uses it and releases it, whatever happens.
 *
 * @param model - the model's name, for errors.
 * @throws TrisimError `malformed` where the runtime refuses the graph, or fails to run it.
 */
export async function withSession<T>(
  engine: Engine,
  model: string,
  bytes: GraphBytes,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await open(engine, model, bytes);
  try {
    return await use(named(engine, model, session));
  } finally {
    await session.close();
  }
}

/** The session, whose faults say which network it is of. */
function named(engine: Engine, model: string, session: Session): Session {
  const saying = (error: Error): never => {
    if (error instanceof EngineClosed || error instanceof TrisimError) throw error;
    throw new TrisimError("malformed", `${model}: ${engine.name} cannot run it: ${firstLine(error)}`, { cause: error });
  };
  return {
    ...session,
    run: (feeds, outputs) => session.run(feeds, outputs).catch(saying),
  };
}

/** The runtime's own words, without where in its sources it says them. */
function firstLine({ message }: Error): string {
  return (message.split("\n")[0] ?? "").replace(/ \/\S+\.(?:cc|h):\d+ .*?\) /, " ");
}

async function open(engine: Engine, model: string, bytes: GraphBytes): Promise<Session> {
  try {
    return await engine.open(bytes);
  } catch (error) {
    if (error instanceof EngineClosed || error instanceof TrisimError) throw error;
    throw new TrisimError("malformed", `${model}: ${engine.name} cannot load it: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
