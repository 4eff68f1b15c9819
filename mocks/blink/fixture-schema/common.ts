import { z } from "zod";

/** An id that a fixture gives: a UUID in lower case. */
export const id = z
  .string()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "expected a UUID in lower case")
  .optional()
  .describe("Drawn from the seed when absent.");

/** A name that people give. */
export const name = z.string().trim().min(1).max(255);

/** Words about something. */
export const words = z.string().max(1000).default("");

export const tags = z.array(z.string().max(100)).max(100).default([]);
