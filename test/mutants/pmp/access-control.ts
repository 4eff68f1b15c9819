import { type AccessRequest, ConnectorError, type Secret, type SecretRef } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { type AccountJson, BarePmp } from "./bare-connector.ts";

/** Flaws on the way to a password that somebody has to allow first, and with files. */
export const accessControlMutants: readonly Mutant[] = [
  mutant(
    "takes a request for its approval",
    ["pmp.request"],
    class extends BarePmp {
      override async requestAccess(ref: SecretRef, reason: string): Promise<AccessRequest> {
        await super.requestAccess(ref, reason);
        return { state: "granted" };
      }
    },
  ),
  mutant(
    "asks once and waits for ever",
    ["pmp.request"],
    class extends BarePmp {
      override async requestAccess(ref: SecretRef, reason: string): Promise<AccessRequest> {
        await super.requestAccess(ref, reason);
        return { state: "waiting" };
      }
    },
  ),
  mutant(
    "takes the id of an account for that of its password",
    ["pmp.check-out", "pmp.check-out-ends", "pmp.check-in"],
    class extends BarePmp {
      override step(operation: string, account: AccountJson) {
        return super.step(operation, { ...account, PASSWDID: account["ACCOUNT ID"] });
      }
    },
  ),
  mutant(
    "checks out what nobody has allowed, and says that all is well",
    ["pmp.check-out"],
    class extends BarePmp {
      override async checkOut(ref: SecretRef) {
        await super.checkOut(ref).catch(() => undefined);
      }
    },
  ),
  mutant(
    "keeps what it has checked out",
    ["pmp.check-out-ends", "pmp.check-in"],
    class extends BarePmp {
      readonly #kept = new Map<string | undefined, Secret>();
      override async getSecret(ref: SecretRef) {
        const secret = this.#kept.get(ref.id) ?? (await super.getSecret(ref));
        this.#kept.set(ref.id, secret);
        return secret;
      }
    },
  ),
  mutant(
    "gives nothing back",
    ["pmp.check-in"],
    class extends BarePmp {
      override async checkIn() {}
    },
  ),
  mutant(
    "takes files for text",
    ["pmp.file"],
    class extends BarePmp {
      override async getDocument(ref: SecretRef) {
        const { name, content } = await super.getDocument(ref);
        return { name, content: Buffer.from(Buffer.from(content, "base64").toString("utf8")).toString("base64") };
      }
    },
  ),
  mutant(
    "does not know what a file is called",
    ["pmp.file"],
    class extends BarePmp {
      override async getDocument(ref: SecretRef) {
        return { ...(await super.getDocument(ref)), name: "download" };
      }
    },
  ),
  mutant(
    "takes a refusal for a file",
    ["pmp.file-refused"],
    class extends BarePmp {
      override readFile(answer: Answer) {
        if (answer.status !== 200) throw new ConnectorError("protocol", "No file.");
      }
    },
  ),
];
