import type { Draft, FixtureChecking } from "../../../src/engine/section.ts";
import { FILE_TYPES, POLICIES, TYPES } from "../built-in.ts";
import type { PmpPart } from "../fixture-schema.ts";
import { BUILT_IN_ROLES } from "../role-matrix.ts";

/** PMP's part of a fixture, of which what the schema refuses is left out. */
export type PartDraft = Draft<PmpPart>;
/** Where something stands in the part. */
export type Path = readonly PropertyKey[];

/** Names that a fixture may refer to; undefined where one of them could not be read, since then nothing is known to be missing. */
type Names = ReadonlySet<string> | undefined;

/** All that a fixture may refer to by name. */
export interface KnownNames {
  readonly users: Names;
  readonly userGroups: Names;
  readonly roles: Names;
  readonly types: Names;
  readonly policies: Names;
  readonly resources: Names;
  readonly resourceLabels: Names;
  readonly accountLabels: Names;
}

/** What a part of a fixture and every installation define. */
export function listNames(part: PartDraft): KnownNames {
  const { users, apiUsers, userGroups, roles, resourceTypes, policies, resources, customFields } = part;
  const people = namesOf([...(users ?? [undefined]), ...(apiUsers ?? [undefined])], ["admin"]);
  const labelsOf = (of: "resource" | "account") => {
    if (!customFields?.every((field) => field?.label !== undefined && field.of !== undefined)) return undefined;
    return new Set(customFields.flatMap((field) => (field?.of === of ? [String(field.label)] : [])));
  };
  return {
    users: people,
    userGroups: namesOf(userGroups),
    roles: namesOf(roles, BUILT_IN_ROLES),
    types: namesOf(resourceTypes, [...TYPES, ...FILE_TYPES]),
    policies: namesOf(policies, POLICIES),
    resources: namesOf(resources),
    resourceLabels: labelsOf("resource"),
    accountLabels: labelsOf("account"),
  };
}

/** Reports names that nothing has. */
export function checkReference(checking: FixtureChecking, known: Names, what: string) {
  return (name: string | undefined, path: Path): void => {
    if (name === undefined || known === undefined || known.has(name)) return;
    const some = [...known].slice(0, 12).join(", ") + (known.size > 12 ? ", …" : "");
    checking.report(path, `There is no ${what} '${name}'. There ${known.size === 0 ? "is none" : `are: ${some}`}.`);
  };
}

function namesOf(
  rows: readonly ({ readonly name?: string | undefined } | undefined)[] | undefined,
  builtIn: readonly string[] = [],
): Names {
  const names = rows?.map((row) => row?.name);
  return names?.every((name) => name !== undefined) ? new Set([...builtIn, ...names]) : undefined;
}
