import type { Sandbox } from "../../../src/engine/sandbox.ts";
import type { Call } from "../../../src/http/call.ts";
import { checkUser } from "../access.ts";
import type { UserRow } from "../state/users.ts";
import type { PmpState } from "../state.ts";
import { textOf } from "../texts.ts";
import { type PmpRefusal, refuseCaller } from "../wire.ts";
import { isCodeOf } from "./one-time-code.ts";

/** How the second factor is called here: one-time codes, the only kind (`native-login`). */
export const SECOND_FACTOR = "TOTP";

const MINUTES = 5;

type Form = ReadonlyMap<string, string>;

/** The person of a name and a password who may log in; see `docs/products/pmp.md#native-login`. */
export function checkFirstFactor(state: PmpState, { sandbox, caller }: Call, form: Form): UserRow {
  const name = form.get("USERNAME") ?? "";
  const password = form.get("PASSWORD") ?? "";
  const user = state.users.where("name", name).find(({ Kind }) => Kind === "person");
  if (!user) throw refuse(state, `there is no person '${name}'`);
  caller.credential = user.UserName;
  for (const member of ["FIRSTAUTHMODE", "DOMAINNAME"]) {
    if ((form.get(member) || "LOCAL") !== "LOCAL") {
      throw refuse(state, `${member} is not LOCAL, the only way to log in here`);
    }
  }
  if (user.Password === "") throw refuse(state, `${name} has no password of their own in this sandbox`);
  if (user.Password !== password) throw refuse(state, `the password is not that of ${name}`);
  checkUser(state, sandbox, user);
  return user;
}

/** Keeps that a person has taken the first of two steps, and gives what the second carries. */
export function noteFirstFactor(state: PmpState, { chance, clock }: Sandbox, { UserID }: UserRow): string {
  return state.firstFactors.insert({ SecretKey: chance.hex(32), UserID, At: clock.now() }).SecretKey;
}

/** The person who took the first step, which counts once and for five minutes. */
export function takeFirstFactor(state: PmpState, { sandbox, caller }: Call, form: Form): UserRow {
  const step = state.firstFactors.get(form.get("FIRSTFACTORSECRETKEY") ?? "");
  const user = step && state.users.get(step.UserID);
  if (!user) throw refuse(state, "FIRSTFACTORSECRETKEY is not that of a first step");
  caller.credential = user.UserName;
  const name = form.get("USERNAME") || user.UserName;
  if (name !== user.UserName) throw refuse(state, `the first step was taken by ${user.UserName}, not by '${name}'`);
  const end = step.At + MINUTES * 60_000;
  if (sandbox.clock.now() >= end) {
    throw refuse(state, `the first step of ${user.UserName} ended at ${new Date(end).toISOString()}`);
  }
  checkUser(state, sandbox, user);
  state.firstFactors.delete(step.SecretKey);
  return user;
}

/** Refuses a person who owes a one-time code and does not give the right one. */
export function checkSecondFactor(state: PmpState, { sandbox }: Call, user: UserRow, form: Form): void {
  if (user.SecondFactor === "") return;
  const mode = form.get("SECONDAUTHMODE") || SECOND_FACTOR;
  if (mode !== SECOND_FACTOR)
    throw refuse(state, `SECONDAUTHMODE is not ${SECOND_FACTOR}, the only second factor here`);
  const code = form.get("SECONDPASSWORD") ?? "";
  if (code === "") throw refuse(state, `${user.UserName} has a second factor, and SECONDPASSWORD is absent`);
  if (isCodeOf(user.SecondFactor, code, sandbox.clock.now())) return;
  throw refuse(state, `the one-time code is not that of ${user.UserName} at this time`);
}

function refuse(state: PmpState, why: string): PmpRefusal {
  return refuseCaller(textOf(state, "native-login"), why);
}
