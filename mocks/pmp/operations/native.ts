import { z } from "zod";
import type { Call } from "../../../src/http/call.ts";
import { observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import type { Reply } from "../../../src/http/reply.ts";
import { checkOrganisation } from "../access.ts";
import { envelopeSchema } from "../document.ts";
import type { Said } from "../input-data.ts";
import { readNative } from "../native-call.ts";
import { SECOND_FACTOR } from "../rules/log-in.ts";
import { section } from "../section.ts";
import type { PmpState } from "../state.ts";
import { operationText, textOf } from "../texts.ts";
import { envelope, PmpRefusal } from "../wire.ts";
import { auditCalls } from "./native-audit.ts";
import { fileCalls } from "./native-files.ts";
import { groupCalls } from "./native-groups.ts";
import { readingCalls } from "./native-reading.ts";
import { vocabularyCalls } from "./native-vocabulary.ts";
import { workflowCalls } from "./native-workflow.ts";

const families = [readingCalls, vocabularyCalls, groupCalls, fileCalls, workflowCalls, auditCalls];
const calls = new Map(families.flat().map((one) => [one.operation, one]));
const MODE = "GET_AUTHENTICATION_MODE";
const SECOND_STATUS = "GET_SECONDAUTHENTICATION_STATUS";

/** POST and GET `/api/json/request`: every call of people's clients, told apart by `OPERATION_NAME`. */
export const nativeOperations: readonly Operation[] = (["POST", "GET"] as const).map((method) => ({
  id: method === "POST" ? "native.request" : "native.request-get",
  method,
  path: "/api/json/request",
  tag: "Native API",
  summary: "Every call of people's clients, told apart by OPERATION_NAME",
  evidence: observed("the vendor's extension, 1 client"),
  source: "docs/products/pmp.md#native-api",
  assumptions: ["native-with-key", "native-replies", "authentication-mode", "workflow-replies", "unserved-paths"],
  parameters: z.object({
    OPERATION_NAME: z.enum([MODE, SECOND_STATUS, ...calls.keys()]),
    INPUT_DATA: z
      .object({ operation: z.object({ Details: z.unknown() }) })
      .describe(describeMembers())
      .optional(),
    USERNAME: z.string().describe(`Of ${SECOND_STATUS}.`).optional(),
    SECONDFACTOR: z.string().describe(`Of ${SECOND_STATUS}.`).optional(),
  }),
  carriers: method === "POST" ? ["query", "body"] : ["query"],
  replies: {
    200: {
      description: "As the REST call that does the same; of DOWNLOAD_CERTIFICATE the bytes.",
      type: "application/octet-stream",
      json: envelopeSchema(z.unknown()),
    },
  },
  handle(call) {
    const { said, operation } = readNative(call);
    if (operation === MODE) return authenticationMode(call);
    if (operation === SECOND_STATUS) return secondFactorStatus(call, said);
    const found = calls.get(operation);
    if (found) return found.serve(call, said);
    const state = call.sandbox.state(section);
    const why = `OPERATION_NAME '${operation}' is not implemented by fauxvault; there are ${[...calls.keys()].join(", ")}`;
    throw new PmpRefusal(textOf(state, "invalid-input"), why, { operation });
  },
}));

/** The members of each call, for the OpenAPI document. */
function describeMembers(): string {
  const lines = [...calls.values()].filter(({ members }) => members.length > 0);
  const said = lines.map(({ operation, members }) => `${operation}: ${members.join(", ")}.`);
  return ['One JSON document, {"operation":{"Details":{…}}}. Members by call:', ...said].join(" ");
}

/** What a call before the login is called, unless somebody chose another name. */
function titleOf(state: PmpState, operation: string): string {
  return operationText(state, `native.${operation}.name`, operation);
}

/** What a client asks before anybody has logged in; see `docs/products/pmp.md#native-login` (`authentication-mode`). */
function authenticationMode(call: Call): Reply {
  const state = call.sandbox.state(section);
  const settings = state.settings.get(1);
  const organisations = settings?.Organisations ?? [];
  if (organisations.length > 0 && call.request.headers.orgname === undefined) {
    // Clients tell an MSP edition by this failure.
    const message = textOf(state, "unknown-organisation");
    throw new PmpRefusal(message, "an MSP edition wants an orgName here", { operation: titleOf(state, MODE) });
  }
  checkOrganisation(state, call);
  const hasTwo = [...state.users.all()].some(({ SecondFactor }) => SecondFactor !== "");
  const blank = { REBRANDLOGONAME: "", BANNERLINK: "", BANNERBUTTON: "", BANNERMESSAGE: "" };
  return envelope(call, {
    name: titleOf(state, MODE),
    message: operationText(state, `native.${MODE}.message`, "Authentication mode fetched successfully"),
    details: {
      BUILDNUMBER: settings?.BuildNumber ?? "",
      FIRSFACTOR: "LOCAL",
      ISSECONDFACTORENABLED: hasTwo ? "TRUE" : "FALSE",
      SECONDFACTOR: hasTwo ? SECOND_FACTOR : "",
      ISLOCALAUTHENABLED: "TRUE",
      DEFAULTDOMAIN: "LOCAL",
      DOMAINLIST: [{ DOMAINNAME: "LOCAL" }],
      MSPENABLED: organisations.length > 0 ? "TRUE" : "FALSE",
      SESSIONTIMEOUT: "30",
      CLIPBOARDTIMEOUT: "30",
      ...blank,
      PRIVACYLINK: "",
      PRIVACYMESSAGE: "",
    },
  });
}

/** Whether somebody owes a second factor, asked before they have logged in; a name that nobody has owes none (`native-login`). */
function secondFactorStatus(call: Call, { query }: Said): Reply {
  const state = call.sandbox.state(section);
  checkOrganisation(state, call);
  const user = state.users.where("name", query.get("USERNAME") ?? "").find(({ Kind }) => Kind === "person");
  const owes = user !== undefined && user.SecondFactor !== "";
  return envelope(call, {
    name: titleOf(state, SECOND_STATUS),
    message: operationText(
      state,
      `native.${SECOND_STATUS}.message`,
      "Second authentication status fetched successfully",
    ),
    details: { ISSECONDFACTORENABLED: owes ? "TRUE" : "FALSE", SECONDFACTOR: owes ? SECOND_FACTOR : "" },
  });
}
