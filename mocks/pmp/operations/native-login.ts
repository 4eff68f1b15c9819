import { z } from "zod";
import type { Call } from "../../../src/http/call.ts";
import { observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import type { Reply } from "../../../src/http/reply.ts";
import { checkOrganisation } from "../access.ts";
import { envelopeSchema } from "../document.ts";
import { readForm, readSaid } from "../input-data.ts";
import { refuseHarmful } from "../operation.ts";
import { checkFirstFactor, checkSecondFactor, noteFirstFactor, takeFirstFactor } from "../rules/log-in.ts";
import { openSession } from "../rules/sessions.ts";
import { section } from "../section.ts";
import { firstFactorShape, loginShape } from "../shapes.ts";
import type { UserRow } from "../state/users.ts";
import type { PmpState } from "../state.ts";
import { operationText } from "../texts.ts";
import { envelope } from "../wire.ts";

const common = {
  method: "POST",
  tag: "Native API",
  evidence: observed("the vendor's extension, 1 client"),
  source: "docs/products/pmp.md#native-login",
  assumptions: ["native-login", "native-replies"],
  data: "fixture: pmp.users[].password, pmp.users[].secondFactor",
  carriers: ["body", "query"],
  anonymous: true,
} as const;
const firstFactor = {
  USERNAME: z.string(),
  PASSWORD: z.string(),
  FIRSTAUTHMODE: z.string().optional(),
  DOMAINNAME: z.string().optional(),
};
const secondFactor = { SECONDAUTHMODE: z.string().optional(), SECONDPASSWORD: z.string().optional() };
const letIn = { 200: { description: "The token, and the header SESSIONID.", schema: envelopeSchema(loginShape) } };

/** POST `/api/json/auth` with both factors at once; of newer clients POST `/api/json/firstauth`, and `/api/json/secondauth` behind it. */
export const nativeLogin: readonly Operation[] = [
  {
    ...common,
    id: "native.auth",
    path: "/api/json/auth",
    summary: "Log a person in, with the second factor where one is wanted",
    parameters: z.object({ ...firstFactor, ...secondFactor }),
    replies: letIn,
    handle: (call) =>
      logIn(call, (state, form) => {
        const user = checkFirstFactor(state, call, form);
        checkSecondFactor(state, call, user, form);
        return user;
      }),
  },
  {
    ...common,
    id: "native.first-factor",
    path: "/api/json/firstauth",
    summary: "Log a person in, first factor: where no second one is wanted, that is all",
    parameters: z.object(firstFactor),
    replies: {
      200: {
        description: "As `auth`, or FIRSTFACTORSECRETKEY alone.",
        schema: envelopeSchema(z.union([loginShape, firstFactorShape])),
      },
    },
    handle: (call) =>
      logIn(call, (state, form) => {
        const user = checkFirstFactor(state, call, form);
        if (user.SecondFactor === "") return user;
        const FIRSTFACTORSECRETKEY = noteFirstFactor(state, call.sandbox, user);
        const usual = "First factor authenticated successfully";
        return envelope(call, { ...say(state, "native.first-factor", usual), details: { FIRSTFACTORSECRETKEY } });
      }),
  },
  {
    ...common,
    id: "native.second-factor",
    path: "/api/json/secondauth",
    summary: "Log a person in, second factor",
    parameters: z.object({ USERNAME: z.string().optional(), FIRSTFACTORSECRETKEY: z.string(), ...secondFactor }),
    replies: letIn,
    handle: (call) =>
      logIn(call, (state, form) => {
        const user = takeFirstFactor(state, call, form);
        checkSecondFactor(state, call, user, form);
        return user;
      }),
  },
];

/** Name and message of a step that was taken, unless somebody chose others. */
function say(state: PmpState, step: "native.auth" | "native.first-factor", usual: string) {
  return {
    name: operationText(state, `${step}.name`, "Authentication"),
    message: operationText(state, `${step}.message`, usual),
  };
}

/** Reads the form, lets `prove` say whose it is, and opens a session for them; a reply of its own goes out as it is. */
function logIn(call: Call, prove: (state: PmpState, form: ReadonlyMap<string, string>) => UserRow | Reply): Reply {
  const { sandbox, request } = call;
  const state = sandbox.state(section);
  refuseHarmful(readSaid(request));
  const proved = prove(state, readForm(request));
  if (!("UserID" in proved)) return proved;
  checkOrganisation(state, call);
  const session = openSession(state, sandbox, proved);
  const organisations = state.settings.get(1)?.Organisations ?? [];
  // Clients that pick one by its name find one in every edition.
  const list = (organisations.length > 0 ? organisations : ["Default"]).map((title, at) => [
    String(at),
    { ORGID: at + 1, ORGNAME: title, ORGURLNAME: title },
  ]);
  const USERDETAILS = {
    ORGLIST: Object.fromEntries(list),
    USEREMAILID: proved.Email,
    USERFULLNAME: proved.FullName,
  };
  const reply = envelope(call, {
    ...say(state, "native.auth", "User authenticated successfully"),
    details: { AUTHKEY: session.AuthKey, PERMISSIONS: { USERDETAILS } },
  });
  return { ...reply, headers: { SESSIONID: session.SessionID } };
}
