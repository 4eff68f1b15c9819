import type { z } from "zod";
import { EngineError } from "../engine/engine-error.ts";
import { AuthorityError } from "../http/authority/authority-error.ts";
import { HttpFloorError } from "../http/http-floor-error.ts";
import { Refusal } from "../http/reply.ts";
import { ControlError, type ControlIssue } from "./control-error.ts";

/** What the control API says when it does not do what it was asked. */
export interface ControlRefusal {
  readonly status: number;
  readonly message: string;
  readonly issues?: readonly ControlIssue[];
}

/** The refusal that an error stands for; undefined when it is a fault of our own. `blame` is the status of what the engine refuses. */
export function toRefusal(error: unknown, blame: 400 | 409): ControlRefusal | undefined {
  if (error instanceof ControlError) {
    const { message, issues } = error;
    return { status: error.status ?? 400, message, ...(issues.length > 0 ? { issues } : {}) };
  }
  if (error instanceof EngineError) return { status: blame, message: error.message };
  if (error instanceof Refusal || error instanceof HttpFloorError) return { status: 409, message: error.message };
  if (error instanceof AuthorityError) return { status: 500, message: error.message };
  return bodyRefusal(error);
}

/** What Express's reader of bodies and paths says; its own messages repeat what was sent. */
function bodyRefusal(error: unknown): ControlRefusal | undefined {
  const { status } = error as { status?: unknown };
  if (status === 413) return { status, message: "The body is larger than the 64 MB that the control API takes." };
  if (status === 415) return { status, message: "The body's encoding or charset is not known here: send plain UTF-8." };
  if (status === 400) return { status, message: "The request cannot be read: its path or its body is broken." };
  return undefined;
}

/** A refusal as JSON text. */
export function refusalText({ message, issues }: Omit<ControlRefusal, "status">): string {
  return `${JSON.stringify({ error: { message, ...(issues === undefined ? {} : { issues }) } })}\n`;
}

/** Throws what is wrong with an input, member by member. `where` is what was read: `body of POST /v1/doors`. */
export function refuseInput(where: string, error: z.ZodError): never {
  const issues = error.issues.flatMap(toIssues);
  const told = issues.slice(0, 5).map(({ member, message }) => `${member || "(the whole)"}: ${message}`);
  const more = issues.length > told.length ? `; and ${issues.length - told.length} more` : "";
  throw new ControlError(`The ${where} is refused: ${told.join("; ")}${more}.`, { status: 400, issues });
}

function toIssues(issue: z.core.$ZodIssue): ControlIssue[] {
  const member = issue.path.map(String).join(".");
  if (issue.code !== "unrecognized_keys") {
    const message = issue.message.replace(/^Invalid input: /, "");
    return [{ member, message: message.replace(/^expected (.+), received undefined$/, "it is missing; expected $1") }];
  }
  return issue.keys.map((key) => ({
    member: [...issue.path.map(String), key].join("."),
    message: "there is no such member",
  }));
}

/** What the console of an instance says of an error. */
export function describeTrouble(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
