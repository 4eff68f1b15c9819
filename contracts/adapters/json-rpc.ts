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
  const answer = judgeLine(line);
  return typeof answer === "string" ? undefined : answer;
}

/** The answer that a line holds, or why it holds none: `it is a batch`. Nothing of the line is repeated. */
export function judgeLine(line: string): RpcAnswer | string {
  let content: unknown;
  try {
    content = JSON.parse(line);
  } catch {
    return "it is no JSON";
  }
  if (Array.isArray(content)) return "it is an array, and there are no batches";
  if (typeof content !== "object" || content === null) return "it is no object";
  const [hasResult, hasError] = ["result" in content, "error" in content];
  if (hasResult && hasError) return "it has both result and error";
  if (!hasResult && !hasError) return "it has neither result nor error";
  const { data, error } = (hasError ? failure : success).safeParse(content);
  if (data) return data as RpcAnswer;
  const [issue] = error?.issues ?? [];
  return `its ${issue?.path.join(".")} is not as it has to be: ${issue?.message}`;
}

/** A request as a line. */
export function writeRequest(requestId: number, method: string, params: object): string {
  return `${JSON.stringify({ jsonrpc: "2.0", id: requestId, method, params })}\n`;
}
