import type { z } from "zod";
import type { Sandbox } from "../../src/engine/sandbox.ts";
import type { Call } from "../../src/http/call.ts";
import { errand } from "../../src/http/errands/errand.ts";
import type { Outside } from "../../src/http/errands/outside.ts";
import type { Operation } from "../../src/http/operation.ts";
import { forEachPair } from "../../src/http/pairs.ts";
import type { Reply } from "../../src/http/reply.ts";
import { demandRight, enter, findWorkspace, type Visit } from "./access.ts";
import type { AssumptionName } from "./assumptions.ts";
import { readJsonBody } from "./json-body.ts";
import { section } from "./section.ts";
import type { Right, WorkspaceRow } from "./state/people.ts";
import { BlinkRefusal } from "./wire.ts";

/** What every path begins with; see `docs/products/blink.md#transport`. */
export const API = "/api/v1";

/** What a handler gets: what rules decide with (a `Visit`), and what the request says. */
export interface Served<Input> extends Visit, Call {
  readonly input: Input;
  /** The query's parameters; the first of several of a name. */
  readonly query: ReadonlyMap<string, string>;
}

/** What a handler of a workspace's operation gets beside: the workspace. */
export interface ServedIn<Input> extends Served<Input> {
  readonly workspace: WorkspaceRow;
}

interface Common<Shape extends z.ZodRawShape>
  extends Omit<Operation, "handle" | "errand" | "parameters" | "assumptions" | "carriers"> {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly assumptions?: readonly AssumptionName[];
  /** Members of the body; of the query where the method has none. What is not named here is not looked at (`unknown-members`). */
  readonly input?: z.ZodObject<Shape>;
  /** What is said of an input that cannot be read. */
  readonly failure: string;
}

interface Plan<Shape extends z.ZodRawShape> extends Common<Shape> {
  handle(served: Served<z.infer<z.ZodObject<Shape>>>): Reply;
}

interface WorkspaceCommon<Shape extends z.ZodRawShape> extends Common<Shape> {
  /** What the caller's role in the workspace must allow. */
  readonly right: Right;
}

interface WorkspacePlan<Shape extends z.ZodRawShape> extends WorkspaceCommon<Shape> {
  handle(served: ServedIn<z.infer<z.ZodObject<Shape>>>): Reply;
}

/** As `ErrandSteps`; `prepare` is given what a handler is. */
interface WorkspaceErrandPlan<Shape extends z.ZodRawShape, Read, Found> extends WorkspaceCommon<Shape> {
  prepare(served: ServedIn<z.infer<z.ZodObject<Shape>>>): Read;
  reach(read: Read, outside: Outside): Promise<Found>;
  finish(call: Call, read: Read, found: Found): Reply;
}

/** One that something has to be seen to before, whoever asks; a caller who is refused leaves no trace. */
interface WorkspaceAfterPlan<Shape extends z.ZodRawShape, Found> extends WorkspaceCommon<Shape> {
  before(sandbox: Sandbox, outside: Outside): Found;
  handle(served: ServedIn<z.infer<z.ZodObject<Shape>>>, found: Found): Reply;
}

/** An operation of the company account: lets the caller in, reads the request, and only then handles the call. */
export function operation<Shape extends z.ZodRawShape>(plan: Plan<Shape>): Operation {
  const { input, failure, handle, ...rest } = plan;
  const read = inputReader(plan);
  return {
    ...describe(rest, input),
    path: `${API}${plan.path}`,
    handle(call) {
      const visit = open(call);
      const query = readQuery(call);
      return handle({ ...call, ...visit, query, input: read(call, query) });
    },
  };
}

/** An operation of a workspace, under the path that names one and under the one that does not; see `docs/products/blink.md#workspaces`. */
export function workspaceOperation<Shape extends z.ZodRawShape>(plan: WorkspacePlan<Shape>): Operation[] {
  const { handle, ...common } = plan;
  const visit = workspaceVisits(plan);
  return underBothPaths(common, { handle: (call) => handle(visit(call)) });
}

/** The same for one that has to wait or to reach out. */
export function workspaceErrand<Shape extends z.ZodRawShape, Read, Found>(
  plan: WorkspaceErrandPlan<Shape, Read, Found>,
): Operation[] {
  const { prepare, reach, finish, ...common } = plan;
  const visit = workspaceVisits(plan);
  return underBothPaths(common, { errand: errand({ prepare: (call) => prepare(visit(call)), reach, finish }) });
}

/** The same for one that looks at what goes on by itself, which may have to be taken up first. */
export function workspaceOperationAfter<Shape extends z.ZodRawShape, Found>(
  plan: WorkspaceAfterPlan<Shape, Found>,
): Operation[] {
  const { before, handle, ...common } = plan;
  const visit = workspaceVisits(plan);
  return underBothPaths(common, {
    errand: errand({
      prepare: ({ sandbox }) => sandbox,
      reach: async (sandbox, outside) => before(sandbox, outside),
      finish: (call, _sandbox, found) => handle(visit(call), found),
    }),
  });
}

/** Lets the caller into the workspace of a call, and reads the request. */
function workspaceVisits<Shape extends z.ZodRawShape>(plan: WorkspaceCommon<Shape>) {
  const read = inputReader(plan);
  return (call: Call): ServedIn<z.infer<z.ZodObject<Shape>>> => {
    const visit = open(call);
    const workspace = findWorkspace(visit, call.params.ws);
    demandRight(visit, workspace, plan.right);
    const query = readQuery(call);
    return { ...call, ...visit, workspace, query, input: read(call, query) };
  };
}

function underBothPaths<Shape extends z.ZodRawShape>(
  { input, failure, right, ...rest }: WorkspaceCommon<Shape>,
  serving: Pick<Operation, "handle" | "errand">,
): Operation[] {
  const described = { ...describe(rest, input), ...serving };
  return [
    { ...described, path: `${API}/workspace/:ws${rest.path}` },
    {
      ...described,
      id: `${rest.id}-unscoped`,
      path: `${API}${rest.path}`,
      summary: `${rest.summary}, in the workspace selected last`,
      assumptions: [...(rest.assumptions ?? []), "no-selected-workspace"],
    },
  ];
}

function describe(rest: Operation, input: z.ZodObject | undefined): Operation {
  if (!input) return rest;
  return { ...rest, parameters: input, carriers: [carrierOf(rest.method)] };
}

function carrierOf(method: string): "query" | "body" {
  return method === "GET" || method === "DELETE" ? "query" : "body";
}

function open(call: Call): Visit {
  const { sandbox, caller } = call;
  const state = sandbox.state(section);
  return { sandbox, state, caller, access: enter(state, call) };
}

function readQuery({ request }: Call): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  forEachPair(request.query, (name, value) => {
    if (!query.has(name)) query.set(name, value);
  });
  return query;
}

/** Reads what an operation declares out of the request. Without a schema the answer is always the same. */
function inputReader<Shape extends z.ZodRawShape>({ input, failure, method }: Common<Shape>) {
  type Input = z.infer<z.ZodObject<Shape>>;
  if (!input) return () => ({}) as Input;
  return (call: Call, query: ReadonlyMap<string, string>): Input => {
    const { members, problem } =
      carrierOf(method) === "query" ? { members: Object.fromEntries(query) } : readJsonBody(call.request);
    if (problem !== undefined) throw new BlinkRefusal(400, failure, { rule: problem });
    const result = input.safeParse(members);
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    const member = (issue?.path.join(".") ?? "").slice(0, 200);
    throw new BlinkRefusal(400, failure, { rule: `${member || "The request"}: ${issue?.message ?? "not valid"}.` });
  };
}
