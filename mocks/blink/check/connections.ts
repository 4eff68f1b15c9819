import { checkOnce } from "../../../src/engine/check-once.ts";
import type { Draft, FixtureChecking } from "../../../src/engine/section.ts";
import { BUILT_IN_TYPES } from "../built-in-types.ts";
import { isSecret } from "../state/connections.ts";
import { checkUser, type PartDraft, type Path, reportUnknown, type WorkspaceDraft, workspaceNames } from "./part.ts";

type TypeDraft = NonNullable<NonNullable<PartDraft["connectionTypes"]>[number]>;
type MethodDraft = NonNullable<NonNullable<TypeDraft["methods"]>[number]>;
type ConnectionDraft = NonNullable<NonNullable<WorkspaceDraft["connections"]>[number]>;

/** What a connection can be checked against: a method's name and attributes, with whether each is required. */
interface KnownMethod {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, boolean>;
  /** Secret attributes, which may look like anything. */
  readonly secrets: ReadonlySet<string>;
  /** Pairs of attributes that go together. */
  readonly pairs: readonly (readonly [string, string])[];
}

/** Reports what contradicts itself in connection types and connections; see `docs/products/blink.md#connections`. */
export function checkConnections(part: PartDraft, checking: FixtureChecking): void {
  const types = new Map(BUILT_IN_TYPES.map(({ name, methods }) => [name, methods.map(toKnown)]));
  const typeName = checkOnce<string>(
    checking,
    (first, name) => `There is a connection type '${name}' already: ${first}.`,
  );
  for (const [at, type] of part.connectionTypes?.entries() ?? []) {
    const path = ["connectionTypes", at];
    typeName(type?.name, path, "name");
    const builtIn = BUILT_IN_TYPES.some(({ name }) => name === type?.name);
    if (builtIn) checking.report([...path, "name"], `'${type?.name}' is a connection type that every Blink has.`);
    if (type?.name !== undefined && !builtIn) types.set(type.name, type.methods?.flatMap(draftToKnown) ?? []);
    if (type) checkType(type, path, checking);
  }
  const name = checkOnce<string>(
    checking,
    (first, taken) => `The name '${taken}' is that of ${first}; connections of all workspaces have names of their own.`,
  );
  for (const [at, workspace] of part.workspaces?.entries() ?? []) {
    for (const [index, connection] of workspace?.connections?.entries() ?? []) {
      const path = ["workspaces", at, "connections", index];
      name(connection?.name, path, "name");
      if (!connection) continue;
      checkUser(part, checking, [...path, "by"], connection.by);
      checkForm(connection, types, path, checking);
      checkLending(connection, { own: workspace?.name, known: workspaceNames(part) }, path, checking);
    }
  }
}

function toKnown({ name, attributes, signing }: (typeof BUILT_IN_TYPES)[number]["methods"][number]): KnownMethod {
  const required = new Map(attributes.map((one) => [one.name, one.required && one.default_value === ""]));
  const secrets = new Set(attributes.filter(isSecret).map((one) => one.name));
  return { name, attributes: required, secrets, pairs: signing.kind === "headers" ? signing.pairs : [] };
}

function draftToKnown(method: MethodDraft | undefined): KnownMethod[] {
  if (method?.name === undefined) return [];
  const attributes = new Map<string, boolean>();
  const secrets = new Set<string>();
  for (const one of method.attributes ?? []) {
    if (one?.name === undefined) continue;
    attributes.set(one.name, one.required === true && (one.default ?? "") === "");
    if (one.input === "password") secrets.add(one.name);
  }
  return [{ name: method.name, attributes, secrets, pairs: [] }];
}

function checkType({ methods = [] }: TypeDraft, path: Path, checking: FixtureChecking): void {
  const methodName = checkOnce<string>(checking, (first, name) => `The method '${name}' is ${first} already.`);
  for (const [at, method] of methods.entries()) {
    const where = [...path, "methods", at];
    methodName(method?.name, where, "name");
    const known = new Set(method?.attributes?.flatMap((one) => one?.name ?? []));
    const demand = (member: Path, attribute: string | undefined) => {
      if (attribute === undefined || known.has(attribute)) return;
      reportUnknown(checking, [...where, ...member], { kind: "attribute", name: attribute, known });
    };
    demand(["address"], method?.address);
    const signing = (method?.signing ?? {}) as Draft<{ attribute: string; username: string; password: string }>;
    for (const member of ["attribute", "username", "password"] as const) demand(["signing", member], signing[member]);
  }
}

function checkForm(
  connection: ConnectionDraft,
  types: ReadonlyMap<string, readonly KnownMethod[]>,
  path: Path,
  checking: FixtureChecking,
): void {
  const { type, method: wanted, attributes = {} } = connection;
  if (type === undefined) return;
  const methods = types.get(type);
  if (!methods) {
    return void reportUnknown(checking, [...path, "type"], {
      kind: "connection type",
      name: type,
      known: types.keys(),
    });
  }
  const method = wanted === undefined ? methods[0] : methods.find(({ name }) => name === wanted);
  if (!method) {
    const known = methods.map(({ name }) => name);
    return void reportUnknown(checking, [...path, "method"], { kind: "method", name: wanted ?? "", known });
  }
  const given = Object.keys(attributes);
  for (const name of given) {
    const where = [...path, "attributes", name];
    if (!method.attributes.has(name)) {
      reportUnknown(checking, where, { kind: "attribute", name, known: method.attributes.keys() });
    }
    if (!method.secrets.has(name)) checkReference(attributes[name], where, checking);
  }
  const missing = [...method.attributes].filter(([name, required]) => required && !given.includes(name));
  if (missing.length > 0) {
    const names = missing.map(([name]) => `'${name}'`).join(", ");
    checking.report([...path, "attributes"], `The method '${method.name}' needs ${names} too.`);
  }
  for (const [name, value] of method.pairs) {
    if (given.includes(name) === given.includes(value)) continue;
    checking.report([...path, "attributes"], `'${name}' and '${value}' go together.`);
  }
}

/** An address of a product of this sandbox is resolved when it is used; anything else in such braces is a slip of the pen. */
function checkReference(value: unknown, path: Path, checking: FixtureChecking): void {
  if (typeof value !== "string" || !value.includes("${")) return;
  if (/^\$\{[a-z]+\.(?:url|https)\}[^$]*$/.test(value)) return;
  checking.report(path, `expected an address, or one that begins with \${passwordstate.url} or another product's`);
}

function checkLending(
  { sharedWith = [] }: ConnectionDraft,
  { own, known }: { readonly own: string | undefined; readonly known: ReadonlySet<string> },
  path: Path,
  checking: FixtureChecking,
): void {
  for (const [at, name] of sharedWith.entries()) {
    const where = [...path, "sharedWith", at];
    if (name === undefined) continue;
    if (sharedWith.indexOf(name) < at) checking.report(where, `It is lent to '${name}' already.`);
    else if (name === own) checking.report(where, "A connection is not lent to its own workspace.");
    else if (!known.has(name)) reportUnknown(checking, where, { kind: "workspace", name, known });
  }
}
