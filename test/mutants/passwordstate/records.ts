import { ConnectorError, type NewSecret, type SecretQuery, type SecretRef } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { BarePasswordstate, type HistoryJson, type RecordJson } from "./bare-connector.ts";

const NOTHING = { PasswordID: 0, PasswordListID: "0", Title: "", UserName: "", Description: "", Password: "" };

/** Flaws in how records, keys and histories of Passwordstate are taken. */
export const recordMutants: readonly Mutant[] = [
  mutant(
    "takes whatever an array holds for a record",
    ["passwordstate.errors-in-200"],
    class extends BarePasswordstate {
      override toRecord(answer: unknown) {
        const [record] = answer as Partial<RecordJson>[];
        return { ...NOTHING, ...record };
      }
    },
  ),
  mutant(
    "sends a quoted text as it is, which asks for a whole title",
    ["passwordstate.quoted-search"],
    class extends BarePasswordstate {
      override toTitle(name: string) {
        return name;
      }
    },
  ),
  mutant(
    "takes an array of none for an empty secret",
    ["passwordstate.no-record"],
    class extends BarePasswordstate {
      override toRecord(answer: unknown) {
        return this.toRecords(answer)[0] ?? NOTHING;
      }
    },
  ),
  mutant(
    "takes a web server's 404 for a search without a match",
    ["passwordstate.foreign-404"],
    class extends BarePasswordstate {
      override judge(answer: Answer, what: string) {
        const isSearch = answer.status === 404 && what === "";
        return isSearch ? new ConnectorError("not-found", "Nothing matches.") : super.judge(answer, what);
      }
    },
  ),
  mutant(
    "looks at all lists before it creates",
    ["passwordstate.list-key"],
    class extends BarePasswordstate {
      override async createSecret(secret: NewSecret) {
        await this.listContainers();
        return super.createSecret(secret);
      }
    },
  ),
  mutant(
    "takes a refused look-up for a name that is free",
    ["writing.denied-probe"],
    class extends BarePasswordstate {
      override async findSecrets(query: SecretQuery) {
        return super.findSecrets(query).catch((error: unknown) => {
          if (!(error instanceof ConnectorError) || error.kind !== "forbidden") throw error;
          return [];
        });
      }
    },
  ),
  mutant(
    "takes a generator that its key does not open for a missing one",
    ["passwordstate.generator-key"],
    class extends BarePasswordstate {
      override generatePassword() {
        return super.generatePassword().catch(() => {
          throw new ConnectorError("not-found", "There is no generator.");
        });
      }
    },
  ),
  mutant(
    "blanks what it does not know",
    ["passwordstate.keeps-fields"],
    class extends BarePasswordstate {
      override write(method: string, body: Record<string, unknown>) {
        return super.write(method, { Notes: "", URL: "", ...body });
      }
    },
  ),
  mutant(
    "takes what is queued for done",
    ["passwordstate.queued-update"],
    class extends BarePasswordstate {
      override toState() {
        return { state: "done" } as const;
      }
    },
  ),
  mutant(
    "hands a history on in the order in which it comes",
    ["passwordstate.history"],
    class extends BarePasswordstate {
      override sortHistory(rows: readonly HistoryJson[]) {
        return rows;
      }
    },
  ),
  mutant(
    "leaves the present value out of a history",
    ["passwordstate.history"],
    class extends BarePasswordstate {
      override async getHistory(ref: SecretRef) {
        return (await super.getHistory(ref)).slice(1);
      }
    },
  ),
  mutant(
    "takes what is not there for something without a history",
    ["passwordstate.history-removed"],
    class extends BarePasswordstate {
      override async getHistory(ref: SecretRef) {
        return super.getHistory(ref).catch(() => []);
      }
    },
  ),
];
