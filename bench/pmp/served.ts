import type { Served, TimedVault } from "../served.ts";
import type { Aims } from "../served-lines.ts";
import { NEEDLE, SECRET, TIMED, TOKENS } from "./fixture.ts";
import { findIds, listResources, readPassword, searchResources } from "./paths.ts";
import { pmp } from "./product.ts";

const SIZES = [1, 1000, 10_000] as const;
const MANY = 10_000;
const PAGE = 50;
/** What single reads are to reach. */
const READS: Aims = { express: 3 };

const CALLER_NOTE =
  "The caller owns nothing: a group of all resources is shared with its group of users. Others are named in the lines.";

/** One password by the ids of its resource and account. */
export const readById: Served = {
  product: pmp,
  steps: [readPassword],
  isRight: ([body]) => holdsSecret(body),
  vaults: SIZES.map((rows) => vaultOf(rows, "connector")),
  aims: READS,
  notes: [CALLER_NOTE],
};

/** The same by names, as clients do it: the ids first, then the password. */
export const readByNames: Served = {
  product: pmp,
  steps: [findIds, readPassword],
  isRight: ([ids = "", body]) => ids.includes(`"ACCOUNTID":"${TIMED.account}"`) && holdsSecret(body),
  vaults: SIZES.map((rows) => vaultOf(rows, "connector")),
  aims: READS,
  notes: ["Two requests count as one answer, for the controls too: the ids by names, then the password.", CALLER_NOTE],
};

/** A page in the middle of many resources, as three kinds of callers see them. */
export const listPage: Served = {
  product: pmp,
  steps: [listResources(MANY / 2, PAGE)],
  isRight: ([body = ""]) => count(body, '"RESOURCE ID"') === PAGE && body.includes(`"totalRows":${MANY}`),
  vaults: (["overseer", "owner", "connector"] as const).map((caller) => vaultOf(MANY, caller)),
  aims: {},
  notes: ["overseer sees everything, owner owns all, connector is shared the group that all are in."],
};

/** A search in every column of every resource that the caller sees, which finds one; one request at a time. */
export const searchAll: Served = {
  product: pmp,
  steps: [searchResources],
  isRight: ([body = ""]) => count(body, '"RESOURCE ID"') === 1 && body.includes(NEEDLE),
  vaults: [...SIZES.map((rows) => vaultOf(rows, "connector")), vaultOf(MANY, "overseer"), vaultOf(MANY, "owner")],
  aims: {},
  connections: 1,
  notes: ["One connection: each answer is waited for before the next request.", CALLER_NOTE],
};

function vaultOf(rows: number, caller: "connector" | "owner" | "overseer"): TimedVault {
  const name = rows === 1 ? "1 resource" : `${rows.toLocaleString("en")} resources`;
  return {
    name: caller === "connector" ? name : `${name}, ${caller}`,
    rows,
    headers: { AUTHTOKEN: TOKENS[caller] },
  };
}

function holdsSecret(body = ""): boolean {
  return body.includes(`"PASSWORD":"${SECRET}"`);
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
