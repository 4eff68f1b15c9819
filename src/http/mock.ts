import type { OpenAPIV3_1 } from "openapi-types";
import type { z } from "zod";
import type { Sandbox } from "../engine/sandbox.ts";
import type { Section } from "../engine/section.ts";
import type { Call, Request } from "./call.ts";
import type { Operation, ReplyDoc } from "./operation.ts";
import type { Refusal, Reply } from "./reply.ts";

/** What can be wrong with a request before any operation sees it. */
export type Breakage = "malformed" | "headers-too-large" | "body-too-large" | "timed-out";

/** How a product answers what no operation of its own answers: its framework's and its web server's words. */
export interface Wire {
  /** Whether `/API/Passwords` is `/api/passwords`. */
  readonly ignoreCase: boolean;
  /** Whether `/api//passwords` is `/api/passwords`, as Tomcat has it. */
  readonly joinsSlashes?: boolean;
  /** The largest body taken, in bytes. */
  readonly bodyLimit: number;
  /** The headers on every answer, such as the server's name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The query parameters whose values may be shown in the journal; all others are masked. */
  readonly plainParameters: ReadonlySet<string>;
  /** The product's answer to a refusal that a rule threw. */
  refused(refusal: Refusal, call: Call): Reply;
  unknownPath(request: Request): Reply;
  wrongMethod(request: Request, allowed: readonly string[]): Reply;
  /** Sent before the connection is closed; there may be no request to look at. */
  broken(breakage: Breakage): Reply;
  /** What the product's server shows for a fault of its own; ours, when a handler throws what it should not. */
  crashed(): Reply;
}

/** A way into a mock: its name for `--port` and `--as`, and the product's default port. */
interface ListenerPlan {
  readonly name: string;
  readonly port: number;
  /** The default port where what a sandbox holds decides; `port` when absent. */
  portFor?(sandbox: Sandbox): number;
}

/** A credential that a sandbox holds, for `start`, `env` and tests to hand to clients. */
export interface Credential {
  readonly product: string;
  /** What kind it is in the product's words, such as `System Wide`. */
  readonly kind: string;
  readonly name: string;
  readonly value: string;
  /** Where it may be used from or what for, in a few words; empty when it is for everything. */
  readonly scope: string;
}

/** A request that works, shown to a newcomer. */
export interface Example {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Something that an administrator does on the product's own screens and its API cannot do, such as giving a list another key. The
 * control API offers each under its id.
 */
export interface AdminAction {
  /** Stable, such as `keys.rotate`. */
  readonly id: string;
  readonly summary: string;
  /** The section of `docs/products/` that says what the screen does. */
  readonly source: string;
  readonly input: z.ZodObject;
  /** Runs in a transaction with the input as `input` gave it. An `EngineError` or a `Refusal` is the screen's refusal. */
  run(sandbox: Sandbox, input: Readonly<Record<string, unknown>>): unknown;
}

/** What a product's OpenAPI document says beside its operations. */
export interface MockDocument {
  /** How callers say who they are, by name; a call needs one of them. */
  readonly security: Readonly<Record<string, OpenAPIV3_1.SecuritySchemeObject>>;
  /** The replies that every operation may give beside its own, such as refusals. */
  readonly replies: Readonly<Record<number, ReplyDoc>>;
  /** The media types that a body is read by; JSON and forms when absent. */
  readonly bodyTypes?: readonly string[];
}

/** What only serving a product and describing it needs: most of a mock, so it is loaded apart from it. */
export interface MockService {
  readonly operations: readonly Operation[];
  readonly document: MockDocument;
}

/**
 * An in-memory fake of one product, in one value. What a start needs of it is here and reaches no schema; the rest comes with
 * `load`, so that a start does not grow with what is served.
 */
export interface Mock {
  /** In lower case, as on the command line: `passwordstate`. */
  readonly name: string;
  /** As people write it: `Passwordstate`. */
  readonly title: string;
  readonly section: Section;
  readonly listeners: readonly ListenerPlan[];
  /** Here and not in the service: bytes that are no request, and a service that cannot be loaded, are answered in its words too. */
  readonly wire: Wire;
  /** What serves it, loaded by the first who asks; one that could not be loaded is tried again. */
  load(): Promise<MockService>;
  /** What administrators do on its screens; loaded apart, since few who are served do anything there. */
  administration(): Promise<readonly AdminAction[]>;
  /** The credentials that a sandbox's callers can use now. */
  credentials(sandbox: Sandbox): Credential[];
  /** A request that works in this sandbox, if its fixture allows for one. */
  example(sandbox: Sandbox): Example | undefined;
  /** Gives every credential a new value, drawn from `hex` (so many random hexadecimal digits): what a shared demo starts with. */
  renewCredentials(sandbox: Sandbox, hex: (digits: number) => string): void;
  /** Has what the mock keeps of other products' credentials follow, once all were renewed: their new values by those that they had. */
  followCredentials?(sandbox: Sandbox, renewed: ReadonlyMap<string, string>): void;
  /** The values of credentials that are no longer in force, where the mock keeps them: they are masked like the others. */
  retiredCredentials(sandbox: Sandbox): Iterable<string>;
}
