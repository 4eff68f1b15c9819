import { z } from "zod";

const id = z.union([z.number(), z.string(), z.null()]);

const success = z.looseObject({ jsonrpc: z.literal("2.0"), id, result: z.unknown() });
const failure = z.looseObject({
  jsonrpc: z.literal("2.0"),
  id,
  error: z.looseObject({
    code: z.int(),
    message: z.string(),
    data: z.looseObject({ kind: z.unknown() }).optional(),
  }),
});

/** An answer of JSON-RPC 2.0. */
export interface RpcAnswer {
  readonly id: number | string | null;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: { readonly kind?: unknown } };
}

/** The answer that a line holds; undefined when it is none. */
export function readAnswer(line: string): RpcAnswer | undefined {
  let content: unknown;
  try {
    content = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof content !== "object" || content === null) return undefined;
  if ("error" in content && !("result" in content)) return failure.safeParse(content).data as RpcAnswer | undefined;
  return "result" in content && !("error" in content) ? (success.safeParse(content).data as RpcAnswer) : undefined;
}

/** A request as a line. */
export function writeRequest(requestId: number, method: string, params: object): string {
  return `${JSON.stringify({ jsonrpc: "2.0", id: requestId, method, params })}\n`;
}
