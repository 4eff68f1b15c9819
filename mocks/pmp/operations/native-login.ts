import { z } from "zod";
import type { Call } from "../../../src/http/call.ts";
import { observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import type { Reply } from "../../../src/http/reply.ts";
import { checkOrganisation, checkUser } from "../access.ts";
import { envelopeSchema } from "../document.ts";
import { readForm, readSaid } from "../input-data.ts";
import { refuseHarmful } from "../operation.ts";
import { openSession } from "../rules/sessions.ts";
import { section } from "../section.ts";
import { textOf } from "../texts.ts";
import { envelope, refuseCaller } from "../wire.ts";

/** POST `/api/json/auth`, and `/api/json/firstauth` of newer clients: without a second factor they are the same. */
export const nativeLogin: readonly Operation[] = (["auth", "firstauth"] as const).map((last) => ({
  id: last === "auth" ? "native.auth" : "native.first-factor",
  method: "POST",
  path: `/api/json/${last}`,
  tag: "Native API",
  summary: last === "auth" ? "Log a person in" : "Log a person in, first factor",
  evidence: observed("the vendor's extension"),
  source: "docs/products/pmp.md#native-login",
  assumptions: ["native-login", "native-replies"],
  data: "fixture: pmp.users[].password",
  parameters: z.object({
    USERNAME: z.string(),
    PASSWORD: z.string(),
    FIRSTAUTHMODE: z.string().optional(),
    DOMAINNAME: z.string().optional(),
  }),
  carriers: ["body"],
  replies: { 200: { description: "The token, and the header SESSIONID.", schema: envelopeSchema() } },
  handle: logIn,
}));

function logIn(call: Call): Reply {
  const { sandbox, request, caller } = call;
  const state = sandbox.state(section);
  refuseHarmful(readSaid(request));
  const form = readForm(request);
  const name = form.get("USERNAME") ?? "";
  const password = form.get("PASSWORD") ?? "";
  const refuse = (why: string) => refuseCaller(textOf(state, "native-login"), why);
  const user = state.users.where("name", name).find(({ Kind }) => Kind === "person");
  if (!user) throw refuse(`there is no person '${name}'`);
  caller.credential = user.UserName;
  for (const member of ["FIRSTAUTHMODE", "DOMAINNAME"]) {
    if ((form.get(member) || "LOCAL") !== "LOCAL") throw refuse(`${member} is not LOCAL, the only way to log in here`);
  }
  if (user.Password === "") throw refuse(`${name} has no password of their own in this sandbox`);
  if (user.Password !== password) throw refuse(`the password is not that of ${name}`);
  checkUser(state, sandbox, user);
  checkOrganisation(state, call);
  const session = openSession(state, sandbox, user);
  const organisations = state.settings.get(1)?.Organisations ?? [];
  const list = organisations.map((title, at) => [String(at), { ORGID: at + 1, ORGNAME: title, ORGURLNAME: title }]);
  const USERDETAILS = {
    ORGLIST: Object.fromEntries(list),
    USEREMAILID: user.Email,
    USERFULLNAME: user.FullName,
  };
  const reply = envelope(call, {
    ...{ name: "Authentication", message: "User authenticated successfully" },
    details: { AUTHKEY: session.AuthKey, PERMISSIONS: { USERDETAILS } },
  });
  return { ...reply, headers: { SESSIONID: session.SessionID } };
}
