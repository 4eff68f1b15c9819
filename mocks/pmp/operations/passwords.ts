import { z } from "zod";
import { assumed, observed } from "../../../src/http/evidence.ts";
import { LONGEST_PASSWORD, text, word } from "../members.ts";
import { operation } from "../operation.ts";
import { audit } from "../rules/audit.ts";
import { changePassword } from "../rules/change-password.ts";
import { findAccount } from "../rules/find.ts";
import { findBreach, findPolicy, generatePassword } from "../rules/policies.ts";
import { readPassword } from "../rules/read-password.ts";

const tag = "Passwords";
const source = "docs/products/pmp.md#passwords";
const data = "fixture: pmp.resources[].accounts";
const path = "/resources/:resourceId/accounts/:accountId/password";
const passwordReply = z.object({ PASSWORD: z.string() });

const motive = {
  REASON: text("Why; mandatory where the resource says so.").optional(),
  TICKETID: text("The ticket's id, where ticketing is on.").optional(),
};

const getPassword = operation({
  id: "passwords.get",
  method: "GET",
  path,
  tag,
  summary: "Read the password of an account, or the marker that stands in its place",
  evidence: observed("8 and more clients, recorded replies"),
  source,
  assumptions: ["password-markers", "missing-reason", "ticketing", "not-shared"],
  data,
  name: "GET PASSWORD",
  message: "Password fetched successfully",
  right: "Read Passwords",
  details: z.object(motive),
  reply: passwordReply,
  handle(served) {
    const found = findAccount(served, served.params.resourceId, served.params.accountId, "Read Passwords");
    return { details: { PASSWORD: readPassword(served, found, served.details) } };
  },
});

const changePasswordOperation = operation({
  id: "passwords.change",
  method: "PUT",
  path,
  tag,
  summary: "Change the password of an account, in the vault alone or on the target as well",
  evidence: observed("3 clients, samples"),
  source,
  assumptions: ["remote-reset", "change-under-control", "policy-violation", "missing-reason", "ticketing"],
  data,
  name: "CHANGE PASSWORD",
  message: "Password changed successfully",
  right: "Change Passwords",
  details: z.object({
    NEWPASSWORD: text("The new password.", LONGEST_PASSWORD),
    RESETTYPE: word(["LOCAL", "REMOTE"], "Whether the target is changed as well; case does not matter.", {
      anyCase: true,
    }).optional(),
    ...motive,
  }),
  handle(served) {
    const found = findAccount(served, served.params.resourceId, served.params.accountId, "Change Passwords");
    const { NEWPASSWORD, RESETTYPE = "LOCAL", ...why } = served.details;
    changePassword(served, found, { password: NEWPASSWORD, remote: RESETTYPE === "REMOTE", motive: why });
    return {};
  },
});

const generate = operation({
  id: "passwords.generate",
  method: "GET",
  path: "/passwords/generate",
  tag,
  summary: "Generate a password that a policy is content with",
  evidence: observed("1 client"),
  source: "docs/products/pmp.md#password-policies",
  assumptions: ["generate-roles", "policy-rules", "unknown-names", "unseen-messages"],
  name: "GENERATE PASSWORD",
  message: "Password generated successfully",
  right: "Generate Passwords",
  details: z.object({ POLICY: text("A policy's name; Strong when absent.").optional() }),
  query: z.object({ POLICY: text("The same, as a plain parameter.").optional() }),
  reply: passwordReply,
  handle(served) {
    const password = generatePassword(served, served.details.POLICY ?? served.query.POLICY);
    audit(served, "Password Generated");
    return { details: { PASSWORD: password } };
  },
});

const validate = operation({
  id: "passwords.validate",
  method: "POST",
  path: "/passwords/validate",
  tag,
  summary: "Check a password against a policy",
  evidence: assumed("the vendor's SDK has the call, its path is ours"),
  source,
  assumptions: ["guessed-paths", "policy-rules", "unseen-members"],
  name: "VALIDATE PASSWORD",
  message: "Password validated successfully",
  right: "Generate Passwords",
  details: z.object({ PASSWORD: text("The password."), POLICY: text("A policy's name.").optional() }),
  reply: z.object({ "COMPLIANT STATUS": z.string(), "COMPLIANT REASON": z.string() }),
  handle(served) {
    const breach = findBreach(findPolicy(served, served.details.POLICY), served.details.PASSWORD);
    const status = breach === undefined ? "Compliant" : "Non-Compliant";
    return { details: { "COMPLIANT STATUS": status, "COMPLIANT REASON": breach ?? "-" } };
  },
});

export const passwordOperations = [getPassword, changePasswordOperation, generate, validate];
