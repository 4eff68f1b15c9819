import type { Step } from "../served.ts";
import { NEEDLE, TIMED } from "./fixture.ts";

const REST = "/restapi/json/v1";

/** The password of the timed account. */
export const PASSWORD_PATH = `${REST}/resources/${TIMED.resource}/accounts/${TIMED.account}/password`;

/** Reads it by its ids. */
export const readPassword: Step = {
  path: PASSWORD_PATH,
  route: `${REST}/resources/:resourceId/accounts/:accountId/password`,
};

/** Looks its ids up by its names. */
export const findIds: Step = {
  path: `${REST}/resources/getResourceIdAccountId?RESOURCENAME=${TIMED.resourceName}&ACCOUNTNAME=${TIMED.accountName}`,
  route: `${REST}/resources/getResourceIdAccountId`,
};

/** Lists a page of resources. */
export function listResources(start: number, limit: number): Step {
  return list({ STARTINDEX: start, LIMIT: limit });
}

/** Searches every resource, in every column, for a word that one of them has. */
export const searchResources: Step = list({
  SEARCHTYPE: "RESOURCE",
  SEARCHCOLUMN: "ALL",
  SEARCHVALUE: NEEDLE,
  STARTINDEX: 0,
  LIMIT: 50,
});

function list(details: object): Step {
  const document = encodeURIComponent(JSON.stringify({ operation: { Details: details } }));
  return { path: `${REST}/resources?INPUT_DATA=${document}`, route: `${REST}/resources` };
}
