import type { Sandbox } from "../../../src/engine/sandbox.ts";
import { choiceOf } from "../choice.ts";
import { matchText } from "./match-text.ts";
import { nameSite } from "./name-site.ts";

/** What folders and lists are searched by; see `docs/products/passwordstate.md#lists`. */
export interface NodeCriteria {
  readonly name?: string | null | undefined;
  readonly Description?: string | null | undefined;
  readonly TreePath?: string | null | undefined;
  readonly SiteID?: number | null | undefined;
  readonly SiteLocation?: string | null | undefined;
}

/** What a folder or a list shows of itself to a search. */
export interface NodeView {
  readonly name: string;
  readonly description: string;
  readonly siteId: number;
  treePath(): string;
}

/** The folders or lists that satisfy every criterion that was given; all of them when none was. */
export function findNodes<Row>(
  sandbox: Sandbox,
  rows: readonly Row[],
  view: (row: Row) => NodeView,
  criteria: NodeCriteria,
): Row[] {
  const tests = nodeTests(sandbox, criteria);
  return rows.filter((row) => {
    const seen = view(row);
    return tests.every((test) => test(seen));
  });
}

function nodeTests(sandbox: Sandbox, { name, Description, TreePath, SiteID, SiteLocation }: NodeCriteria) {
  const ignoresBlank = choiceOf(sandbox, "blank-criterion") === "ignored";
  const tests: ((node: NodeView) => boolean)[] = [];
  const add = (criterion: string | null | undefined, read: (node: NodeView) => string) => {
    if (criterion === undefined || criterion === null || (criterion === "" && ignoresBlank)) return;
    const test = matchText({ sandbox }, criterion);
    tests.push((node) => test(read(node)));
  };
  add(name, (node) => node.name);
  add(Description, (node) => node.description);
  add(SiteLocation, (node) => nameSite(node.siteId));
  if (SiteID !== undefined && SiteID !== null) tests.push((node) => node.siteId === SiteID);
  // Last, since a path is put together only when it is asked for.
  add(TreePath, (node) => node.treePath());
  return tests;
}
