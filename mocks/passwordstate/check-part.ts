import { checkOnce } from "../../src/engine/check-once.ts";
import { IdSequence } from "../../src/engine/id-sequence.ts";
import { readInstant } from "../../src/engine/instant.ts";
import type { Draft, FixtureChecking } from "../../src/engine/section.ts";
import type { PasswordstatePart } from "./fixture-schema.ts";
import { BUILT_IN_POLICY } from "./plant-ids.ts";
import { splitPath } from "./plant-tree.ts";
import { doRangesMeet } from "./rules/ip-ranges.ts";
import { readTotpAddress } from "./rules/totp-address.ts";

type PartDraft = Draft<PasswordstatePart>;
type ListDraft = NonNullable<NonNullable<PartDraft["lists"]>[number]>;
type RecordDraft = NonNullable<NonNullable<ListDraft["records"]>[number]>;
type Path = readonly PropertyKey[];

/** Reports what contradicts itself in Passwordstate's part of a fixture; a part that it has nothing against can be planted. */
export function checkPart(part: PartDraft, checking: FixtureChecking): void {
  checkIds(part, checking);
  checkKeys(part, checking);
  checkPolicies(part, checking);
  for (const [at, list] of part.lists?.entries() ?? []) {
    for (const [index, record] of list?.records?.entries() ?? []) {
      if (record) checkRecord(record, ["lists", at, "records", index], list, checking);
    }
  }
}

function checkIds({ folders = [], lists = [], templates = [] }: PartDraft, checking: FixtureChecking): void {
  const node = checkOnce(
    checking,
    (first, id: number) => `The id ${id} is that of ${first}; folders and lists share one sequence of ids.`,
  );
  const path = checkOnce<string>(checking, (first) => `This folder is described by ${first} already.`);
  for (const [at, folder] of folders.entries()) {
    node(folder?.id, ["folders", at], "id");
    path(folder?.path && splitPath(folder.path).join("\\"), ["folders", at], "path");
  }
  const record = checkOnce(
    checking,
    (first, id: number) => `The id ${id} is that of ${first}; no two records of a vault share one.`,
  );
  for (const [at, list] of lists.entries()) {
    node(list?.id, ["lists", at], "id");
    for (const [index, one] of list?.records?.entries() ?? []) record(one?.id, ["lists", at, "records", index], "id");
  }
  const template = checkOnce(checking, describeTaken);
  for (const [at, one] of templates.entries()) template(one?.id, ["templates", at], "id");
}

function describeTaken(first: string, id: number): string {
  return `The id ${id} is that of ${first}.`;
}

function checkKeys({ keys = {}, lists = [], allowedIpRanges = [] }: PartDraft, checking: FixtureChecking): void {
  const system = Object.entries(keys).map(([name, key]) => [["keys", name], key] as const);
  const own = lists.map((list, at) => [["lists", at, "key"], list?.key] as const);
  const value = checkOnce<string>(checking, (first) => `This is the value of ${first} already; each key has its own.`);
  const vault = allowedIpRanges.filter((range) => range !== undefined);
  for (const [path, key] of [...system, ...own]) {
    value(key?.value, path, "value");
    const ranges = key?.allowedIpRanges?.filter((range) => range !== undefined) ?? [];
    if (doRangesMeet(ranges, vault)) continue;
    const message = `No address is both here and in ${checking.name(["allowedIpRanges"])}: the key could be used from nowhere.`;
    checking.report([...path, "allowedIpRanges"], message);
  }
}

function checkPolicies({ generatorPolicies, templates, lists }: PartDraft, checking: FixtureChecking): void {
  // Without the policies nothing can be said of what refers to them.
  if (!generatorPolicies) return;
  const once = checkOnce(checking, describeTaken);
  const sequence = new IdSequence([{ id: BUILT_IN_POLICY }, ...generatorPolicies]);
  // 0 is for a list that has none of its own.
  const known = new Set([0, sequence.take(BUILT_IN_POLICY)]);
  for (const [at, policy] of generatorPolicies.entries()) {
    const path = ["generatorPolicies", at];
    known.add(sequence.take(policy?.id));
    if (policy?.id === BUILT_IN_POLICY) {
      checking.report([...path, "id"], `The id ${BUILT_IN_POLICY} is that of the policy that every vault comes with.`);
    } else once(policy?.id, path, "id");
    const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = policy ?? {};
    if (minLength > maxLength) {
      checking.report([...path, "minLength"], `minLength, ${minLength}, is above maxLength, ${maxLength}.`);
    }
  }
  for (const [member, those] of [["templates", templates] as const, ["lists", lists] as const]) {
    for (const [at, one] of those?.entries() ?? []) {
      const policy = one?.generatorPolicy;
      if (policy === undefined || known.has(policy)) continue;
      const message = `There is no generator policy ${policy}. There are ${[...known].join(", ")}; 0 stands for none.`;
      checking.report([member, at, "generatorPolicy"], message);
    }
  }
}

function checkRecord(record: RecordDraft, path: Path, list: ListDraft | undefined, checking: FixtureChecking): void {
  const { otpUri = "", genericFields = [], history = [] } = record;
  if (otpUri !== "" && !readTotpAddress(otpUri)) {
    const example = "otpauth://totp/name?secret=JBSWY3DPEHPK3PXP";
    checking.report([...path, "otpUri"], `expected a time-based address such as ${example}`);
  }
  const defined = list?.genericFields?.length ?? genericFields.length;
  for (const [at, value] of genericFields.entries()) {
    if (at < defined || value === undefined || value === "") continue;
    const message = `The list defines ${defined === 0 ? "no generic fields" : `generic fields up to ${defined}`}; define number ${at + 1} in its genericFields.`;
    checking.report([...path, "genericFields", at], message);
  }
  const { now } = checking;
  if (now === undefined) return;
  for (const [at, change] of history.entries()) {
    if (change?.changed === undefined || readInstant(change.changed, now) <= now) continue;
    const message = `expected a date that has passed; the fixture's clock starts at ${new Date(now).toISOString()}`;
    checking.report([...path, "history", at, "changed"], message);
  }
}
