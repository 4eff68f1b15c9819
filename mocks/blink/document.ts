import { z } from "zod";
import type { MockDocument } from "../../src/http/mock.ts";

const two = { status: z.int(), message: z.string(), details: z.string(), data: z.null() };

/** What every refusal is; see `docs/products/blink.md#errors`. */
export const errorReply = z
  .object({ ...two, identifier: z.string().optional(), user_error: z.null().optional() })
  .meta({ id: "Error" });

/** What Blink's OpenAPI document says beside its operations; see `docs/products/blink.md#authentication`. */
export const document: MockDocument = {
  security: { key: { type: "apiKey", in: "header", name: "BLINK-API-KEY" } },
  replies: {
    400: { description: "A value is missing or not valid, or a rule refuses it.", schema: errorReply },
    401: { description: "There is no key, or it is unknown, rotated or deleted.", schema: errorReply },
    403: { description: "The key's user has no role that allows this.", schema: errorReply },
    404: { description: "It is not there, or in another workspace.", schema: errorReply },
  },
  bodyTypes: ["application/json"],
};
