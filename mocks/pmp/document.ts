import { z } from "zod";
import type { MockDocument } from "../../src/http/mock.ts";

const result = z.object({ message: z.string(), status: z.string(), statusCode: z.int().optional() });

/** The envelope around `details`, or around none; see `docs/products/pmp.md#envelope`. */
export function envelopeSchema(details?: z.ZodType): z.ZodType {
  return z.object({
    operation: z.object({
      result,
      ...(details ? { Details: details.optional() } : {}),
      name: z.string(),
      totalRows: z.int().min(0).optional(),
    }),
  });
}

/** What Password Manager Pro's OpenAPI document says beside its operations; see `docs/products/pmp.md#tokens`. */
export const document: MockDocument = {
  security: {
    header: { type: "apiKey", in: "header", name: "AUTHTOKEN" },
    query: { type: "apiKey", in: "query", name: "AUTHTOKEN", description: "An old habit that ends up in logs." },
    app: { type: "apiKey", in: "header", name: "APP_AUTHTOKEN" },
  },
  replies: {
    404: { description: "Nothing is at this path.", type: "text/html;charset=UTF-8" },
    405: { description: "The path takes another method.", type: "text/html;charset=UTF-8" },
    599: { description: "The security filter took a parameter for an attack." },
  },
  // Whatever the body's type says, it is read as a form; see `docs/products/pmp.md#request-format`.
  bodyTypes: ["application/x-www-form-urlencoded"],
};
