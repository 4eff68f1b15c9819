import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import { readFlags } from "../loose.ts";
import { operation } from "../operation.ts";
import { oneTimePasswordReply } from "../reply-schemas.ts";
import { readOneTimePassword } from "../rules/one-time-password.ts";
import { readPathId } from "../rules/read-record.ts";
import { json } from "../wire.ts";

/** The code that is valid now. */
export const getOneTimePassword = operation({
  id: "passwords.one-time-password",
  method: "GET",
  path: "/api/onetimepassword/:id",
  tag: "One-Time Passwords",
  summary: "Retrieve the current one-time password of a record",
  evidence: observed("2 clients, recorded replies"),
  source: "docs/products/passwordstate.md#one-time-passwords",
  assumptions: ["no-otp-secret", "non-numeric-id"],
  data: "fixture: passwordstate.lists[].records[].otpUri; POST passwords with OTPUri",
  keys: ["System Wide", "Password List"],
  parameters: z.object(readFlags),
  replies: { 200: { description: "An array of one.", schema: z.array(oneTimePasswordReply) } },
  handle: (served) => json(200, [{ OTP: readOneTimePassword(served, readPathId(served, served.params.id)) }]),
});
