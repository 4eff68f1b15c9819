import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { AccountRow, ResourceRow } from "../state/vault.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { holdsAnywhere, RESOURCE_COLUMNS } from "./resource-columns.ts";
import { visibleAccounts, visibleResources } from "./sight.ts";

/** The views of a list; see `docs/products/pmp.md#resources`. */
export const VIEWS = [
  "ALLMYPASSWORD",
  "FAVOURITEPASSWORD",
  "RECENTLYACCESSEDPASSWORD",
  "LINUXSSHPASSWORD",
  "WINDOWSRDPPASSWORD",
] as const;

/** How a list is asked for. */
interface ListingWish {
  readonly VIEWTYPE?: (typeof VIEWS)[number] | undefined;
  readonly SEARCHTYPE?: "RESOURCE" | "ACCOUNT" | undefined;
  readonly SEARCHCOLUMN?: string | undefined;
  readonly SEARCHVALUE?: string | undefined;
  readonly STARTINDEX?: number | undefined;
  readonly LIMIT?: number | undefined;
}

/** One page of a list, with how many there are in all. */
interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

type Matches = (row: { readonly resource: ResourceRow; readonly account: AccountRow | undefined }) => boolean;

/** The resources that the caller sees and asks for (`listing`). */
export function listResources(visit: Visit, wish: ListingWish): Page<ResourceRow> {
  const matches = searchMatcher(visit, wish);
  const view = viewOf(visit, wish);
  const { SEARCHCOLUMN, SEARCHTYPE } = wish;
  const ofAccounts = SEARCHCOLUMN === "LOGINNAME" || customColumn(visit, wish)?.Of === "account";
  const looksAtAccounts = SEARCHTYPE === "ACCOUNT" || ofAccounts;
  const visible = visibleResources(visit);
  if (!view && !matches) {
    const { start, end } = boundsOf(visit, wish);
    return { rows: visible.from(start).slice(0, end - start), total: visible.size };
  }
  const found: ResourceRow[] = [];
  for (const resource of visible.from(0)) {
    if (view && !view.admits(resource)) continue;
    if (matches && !looksAtAccounts && !matches({ resource, account: undefined })) continue;
    if (matches && looksAtAccounts) {
      if (!visibleAccounts(visit, resource).some((account) => matches({ resource, account }))) continue;
    }
    found.push(resource);
  }
  if (view?.order) found.sort(view.order);
  return cutPage(visit, found, wish);
}

/** The accounts of a resource that the caller sees and asks for. */
export function listAccounts(visit: Visit, resource: ResourceRow, wish: ListingWish): Page<AccountRow> {
  const matches = accountMatcher(visit, wish);
  const view = viewOf(visit, wish);
  const found = visibleAccounts(visit, resource).filter((account) => {
    return (!view || view.admitsAccount(account, resource)) && (!matches || matches({ resource, account }));
  });
  if (view?.orderAccounts) found.sort(view.orderAccounts);
  return cutPage(visit, found, wish);
}

/** Rows to skip and rows to give (`start-index`). */
export function cutPage<Row>(visit: Visit, rows: readonly Row[], wish: ListingWish): Page<Row> {
  const { start, end } = boundsOf(visit, wish);
  return { rows: rows.slice(start, end), total: rows.length };
}

function boundsOf({ sandbox }: Visit, { STARTINDEX, LIMIT = Number.POSITIVE_INFINITY }: ListingWish) {
  const first = choiceOf(sandbox, "start-index") === "1" ? 1 : 0;
  const start = Math.max(0, (STARTINDEX ?? first) - first);
  return { start, end: start + LIMIT };
}

function searchMatcher(visit: Visit, wish: ListingWish): Matches | undefined {
  const { SEARCHCOLUMN = "ALL", SEARCHVALUE, SEARCHTYPE } = wish;
  const custom = customColumn(visit, wish);
  const known = SEARCHCOLUMN === "ALL" || SEARCHCOLUMN === "LOGINNAME" || RESOURCE_COLUMNS.has(SEARCHCOLUMN) || custom;
  if (!known) {
    const message = textOf(visit.state, "invalid-value").replaceAll("<NAME>", "SEARCHCOLUMN");
    throw new PmpRefusal(message, `there is no column '${SEARCHCOLUMN}' to search in`);
  }
  if (SEARCHVALUE === undefined) return undefined;
  const wanted = SEARCHVALUE.toLowerCase();
  const holds = (text: string) => text.toLowerCase().includes(wanted);
  if (SEARCHCOLUMN === "LOGINNAME") return ({ account }) => account !== undefined && holds(account.AccountName);
  if (custom) {
    const { Of, Label } = custom;
    return ({ resource, account }) => {
      return holds((Of === "resource" ? resource : account)?.CustomValues[Label] ?? "");
    };
  }
  const column = RESOURCE_COLUMNS.get(SEARCHCOLUMN);
  if (column) return ({ resource }) => holds(column(resource));
  return ({ resource, account }) => {
    if (SEARCHTYPE === "ACCOUNT") return account !== undefined && holds(account.AccountName);
    return holdsAnywhere(resource, wanted);
  };
}

/** Among the accounts of one resource, all columns hold the account's name too, whatever is searched for: pmpcli looks for it there. */
function accountMatcher(visit: Visit, wish: ListingWish): Matches | undefined {
  const { SEARCHTYPE = "ACCOUNT", SEARCHCOLUMN = "ALL" } = wish;
  const matches = searchMatcher(visit, { ...wish, SEARCHTYPE });
  if (SEARCHTYPE === "ACCOUNT" || SEARCHCOLUMN !== "ALL") return matches;
  const byName = searchMatcher(visit, { ...wish, SEARCHCOLUMN: "LOGINNAME" });
  return matches && ((row) => matches(row) || byName?.(row) === true);
}

/**
 * The custom field that a column is of; where resources and accounts both have it, the one that is searched for. Characters alone are
 * searched, so that no list tells the parts of a secret.
 */
function customColumn({ state }: Visit, { SEARCHCOLUMN, SEARCHTYPE }: ListingWish) {
  if (!SEARCHCOLUMN?.startsWith("COLUMN_CHAR")) return undefined;
  const fields = [...state.customFields.all()].filter(({ Column }) => Column === SEARCHCOLUMN);
  const wanted = SEARCHTYPE === "ACCOUNT" ? "account" : "resource";
  return fields.find(({ Of }) => Of === wanted) ?? fields[0];
}

interface View {
  admits(resource: ResourceRow): boolean;
  admitsAccount(account: AccountRow, resource: ResourceRow): boolean;
  readonly order?: (a: ResourceRow, b: ResourceRow) => number;
  readonly orderAccounts?: (a: AccountRow, b: AccountRow) => number;
}

function viewOf(visit: Visit, { VIEWTYPE = "ALLMYPASSWORD" }: ListingWish): View | undefined {
  const { state, access } = visit;
  const me = access.user.UserID;
  const anyAccount = (test: (account: AccountRow) => boolean) => ({
    admits: (resource: ResourceRow) => visibleAccounts(visit, resource).some(test),
    admitsAccount: test,
  });
  const typed = (type: RegExp) => ({
    admits: ({ ResourceType }: ResourceRow) => type.test(ResourceType),
    admitsAccount: (_account: AccountRow, { ResourceType }: ResourceRow) => type.test(ResourceType),
  });
  switch (VIEWTYPE) {
    case "ALLMYPASSWORD":
      return undefined;
    case "FAVOURITEPASSWORD":
      return anyAccount(({ Favourites }) => Favourites.includes(me));
    case "LINUXSSHPASSWORD":
      return typed(/linux/i);
    case "WINDOWSRDPPASSWORD":
      return typed(/^windows/i);
    case "RECENTLYACCESSEDPASSWORD": {
      const readAt = ({ AccountID }: AccountRow) => state.accesses.find("pair", `${AccountID} ${me}`)?.At;
      const newest = (resource: ResourceRow) =>
        Math.max(...visibleAccounts(visit, resource).map((account) => readAt(account) ?? Number.NEGATIVE_INFINITY));
      return {
        ...anyAccount((account) => readAt(account) !== undefined),
        order: (a, b) => newest(b) - newest(a),
        orderAccounts: (a, b) => (readAt(b) ?? 0) - (readAt(a) ?? 0),
      };
    }
  }
}
