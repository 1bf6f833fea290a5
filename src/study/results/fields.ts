import { z } from "zod";

// Parts that many of the results' shapes share.

export const number = z.number().nullable();

export const numbers = z.array(number).readonly();

export const interval = z.tuple([z.number(), z.number()]).readonly().nullable();

export const reasons = z.record(z.string(), z.string()).describe("key path → why the value there is null");

export const thumbnail = z
  .string()
  .regex(/^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/)
  .nullable()
  .describe("the stored image as a PNG of at most 64 × 64 pixels; null where the data are no images");
