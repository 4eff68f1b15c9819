import { z } from "zod";
import type { MockDocument } from "../../src/http/mock.ts";
import { MESSAGES } from "./wire.ts";

/** What every refusal of the product itself is; see `docs/products/passwordstate.md#errors`. */
export const refusal = z
  .tuple([z.object({ errors: z.tuple([z.object({ message: z.enum(MESSAGES) }), z.object({ phrase: z.string() })]) })])
  .meta({ id: "Refusal", description: "The HTTP reason phrase is this same text." });

/** How a framework that the product is built on refuses; see `docs/products/passwordstate.md#framework-errors`. */
const frameworkError = z.object({ Message: z.string() }).meta({ id: "FrameworkError" });

/** What Passwordstate's OpenAPI document says beside its operations; see `docs/products/passwordstate.md#authentication`. */
export const document: MockDocument = {
  security: {
    header: { type: "apiKey", in: "header", name: "APIKey" },
    query: { type: "apiKey", in: "query", name: "apikey", description: "Some clients send it in the body instead." },
  },
  replies: {
    400: { description: "The request cannot be read, or a value in it is missing or not valid.", schema: refusal },
    401: { description: "There is no key, it is not valid, or a Reason header is missing.", schema: refusal },
    403: { description: "The key may not make this call, or not from this address.", schema: refusal },
    404: { description: "It is not there, or the key does not reach it.", schema: z.union([refusal, frameworkError]) },
    406: { description: "The request asks for XML.", schema: refusal },
  },
};
