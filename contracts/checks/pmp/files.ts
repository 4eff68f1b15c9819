import { check } from "../../check.ts";
import { expectThat, failureOf } from "../../expect.ts";
import type { PmpVault } from "../../products/pmp-vault.ts";

/** Accounts that hold a file: see `docs/products/pmp.md#file-passwords`. */
export const fileChecks = [
  check<PmpVault>("pmp.file", {
    level: "standard",
    needs: ["getDocument"],
    intent: "Reads the file of an account, which is no text in any encoding",
    promise: "A file comes with its name, byte for byte",
    fix: "Take the bytes of downloadfile as they come: no JSON, no text; its name is the account's PASSWORD STATUS",
    source: "docs/products/pmp.md#file-passwords",
    async run({ connector, vault }) {
      const { ref, fileName, content } = await vault.plantFile();
      const document = await connector.getDocument(ref);
      const same = Buffer.from(document.content, "base64").equals(Buffer.from(content, "base64"));
      expectThat(same, "The file came changed.");
      expectThat(document.name === fileName, `The file is called '${document.name}', but its name is '${fileName}'.`);
    },
  }),

  check<PmpVault>("pmp.file-refused", {
    level: "standard",
    needs: ["getDocument"],
    intent: "Asks an account without a file for one",
    promise: "A refusal, which comes with status 200 like a file, is never handed on as the file",
    fix: "Look whether what came is the usual envelope with `Failed` before you take it for a file",
    source: "docs/products/pmp.md#file-passwords",
    async run({ connector, vault }) {
      const { ref } = await vault.plant();
      const failure = await failureOf(connector.getDocument(ref));
      expectThat(failure !== undefined, "From an account without a file, a file was read.");
    },
  }),
];
