import { z } from "zod";
import { observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import { looseBoolean, looseInteger, looseText, readFlags } from "../loose.ts";
import { operation } from "../operation.ts";
import { generatedReply } from "../reply-schemas.ts";
import { generateByOptions } from "../rules/generate-by-options.ts";
import { readGeneratorOptions } from "../rules/read-generator-options.ts";
import { json, PasswordstateRefusal } from "../wire.ts";

const MOST = 10_000;

const generatePasswords = operation({
  id: "generator.generate",
  method: "GET",
  path: "/api/generatepassword",
  tag: "Password Generator",
  summary: "Generate passwords, by the default options, by a policy or by criteria",
  evidence: observed("5 clients; criteria 3"),
  source: "docs/products/passwordstate.md#generator",
  data: "fixture: passwordstate.generatorPolicies",
  assumptions: ["unknown-policy", "generator-criteria", "generator-pattern", "bad-percent-encoding", "over-long-value"],
  keys: ["Password Generator"],
  parameters: z.object({
    PasswordGeneratorID: looseInteger("The policy; the default one when absent.").optional(),
    Qty: looseInteger(`How many, 1 when absent, at most ${MOST}.`).optional(),
    IncludeAlphaSpecial: looseBoolean("Whether it has letters, digits and special characters.").optional(),
    IncludeWordPhrases: looseBoolean("Whether it has words.").optional(),
    minLength: looseInteger("Of the characters, without the words.").optional(),
    maxLength: looseInteger("Of the characters, without the words.").optional(),
    lowerCaseChars: looseBoolean("").optional(),
    upperCaseChars: looseBoolean("").optional(),
    numericChars: looseBoolean("").optional(),
    higherAlphaRatio: looseBoolean("Whether letters and digits outnumber the rest.").optional(),
    ambiguousChars: looseBoolean("Whether I, l, 1 and the like may be among them.").optional(),
    specialChars: looseBoolean("").optional(),
    specialCharsText: looseText("Which special characters; they need no encoding.").optional(),
    bracketChars: looseBoolean("").optional(),
    bracketCharsText: looseText("Which brackets.").optional(),
    NumberOfWords: looseInteger("").optional(),
    MaxWordLength: looseInteger("").optional(),
    PrefixAppend: looseText("P, A or I: words before, behind or amid the rest.").optional(),
    SeparateWords: looseText("S, D or N: a space, a dash or nothing between words.").optional(),
    ExcludeChars: looseText("Characters that are not drawn.").optional(),
    GeneratePattern: looseBoolean("Whether Pattern counts.").optional(),
    Pattern: looseText("u, l, n, s, b and w for a character of a kind or a word.").optional(),
    ...readFlags,
  }),
  replies: { 200: { description: "An array, even of one.", schema: generatedReply } },
  handle(visit) {
    const { Qty, ...wish } = visit.input;
    const count = Qty ?? 1;
    if (count < 1 || count > MOST) {
      throw new PasswordstateRefusal(400, "The value of 'Qty' is not valid.", `Qty is ${count}, expected 1 to ${MOST}`);
    }
    const passwords = generateByOptions(readGeneratorOptions(visit, wish), count, visit.sandbox.chance);
    return json(
      200,
      passwords.map((Password) => ({ Password })),
    );
  },
});

/** What the API does with the password generator. */
export const generatorOperations: readonly Operation[] = [generatePasswords];
