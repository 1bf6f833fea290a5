import { z } from "zod";
import { connectivity } from "./results/functional-side.js";
import { command, hubOrigin, SCHEMA } from "./results.js";

const model = z.object({ name: z.string(), sha256: z.string(), hub: hubOrigin.nullable() });

/** The published shape of a connection: `trisim connect --json`. */
export const connectResultSchema = connectivity.extend({
  schema: z.literal(SCHEMA),
  models: z.object({ a: model, b: model }),
  data: z.object({ name: z.string(), sampleHash: z.string() }),
  warnings: z.array(z.string()),
  provenance: z.object({ trisim: z.string(), runtime: z.string(), node: z.string(), seed: z.number(), command }),
});

export type ConnectResult = z.infer<typeof connectResultSchema>;
