import { ConnectorError, type NewSecret } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { type AccountJson, BarePmp, type Envelope } from "./bare-connector.ts";

/** Flaws in how answers of Password Manager Pro are read. */
export const answerMutants: readonly Mutant[] = [
  mutant(
    "takes every answer with 200 for a success",
    ["pmp.failed-in-200", "connection.wrong-credential"],
    class extends BarePmp {
      override read(answer: Answer, what: string) {
        if (answer.status !== 200) throw this.judge(answer, what);
        const { operation } = this.parse(answer) as Partial<Envelope>;
        return operation?.Details ?? { PASSWORD: "", "ACCOUNT LIST": [] };
      }
    },
  ),
  mutant(
    "blames every failure on the key",
    ["pmp.failed-in-200", "connection.forbidden", "reading.forbidden"],
    class extends BarePmp {
      override judgeFailure(_name: string, _message: string, what: string) {
        return new ConnectorError("unauthenticated", `'${what}' failed`);
      }
    },
  ),
  mutant(
    "takes an answer without a password for an empty one",
    ["pmp.success-without-password"],
    class extends BarePmp {
      override read(answer: Answer, what: string) {
        const empty = { PASSWORD: "", "ACCOUNT LIST": [] };
        return super.read(answer, what) ?? empty;
      }
      override async fetchAccount(): Promise<AccountJson> {
        return {
          "ACCOUNT ID": "1",
          "ACCOUNT NAME": "",
          ACCOUNT_DESCRIPTION: "",
          PASSWDID: "1",
          "PASSWORD STATUS": "****",
        };
      }
    },
  ),
  mutant(
    "demands Details of every list",
    ["pmp.empty-list"],
    class extends BarePmp {
      override async listResources(details: object) {
        const list = await super.listResources(details);
        if (list.rows.length === 0) throw new ConnectorError("protocol", "The list has no Details.");
        return list;
      }
    },
  ),
  mutant(
    "reads the first page of a list",
    ["pmp.many-resources", "pmp.many-containers"],
    class extends BarePmp {
      override async listResources(details: object) {
        const { rows } = await super.listResources(details);
        return { rows, total: rows.length };
      }
    },
  ),
  mutant(
    "takes a page of a hundred for the whole list",
    ["pmp.many-resources", "pmp.many-containers"],
    class extends BarePmp {
      override async listAllResources(search: object) {
        return [...(await this.listResources({ ...search, STARTINDEX: 0, LIMIT: 100 })).rows];
      }
    },
  ),
  mutant(
    "fails where the last page is full",
    ["pmp.many-resources", "pmp.many-containers"],
    class extends BarePmp {
      override async listAllResources(search: object) {
        const [limit, found] = [100, await this.listResources({ ...search, STARTINDEX: 0, LIMIT: 100 })];
        const rows = [...found.rows];
        for (let page = found.rows; page.length === limit; rows.push(...page)) {
          page = (await this.listResources({ ...search, STARTINDEX: rows.length, LIMIT: limit })).rows;
          if (page.length === 0) throw new ConnectorError("protocol", "The page holds nothing.");
        }
        return rows;
      }
    },
  ),
  mutant(
    "does not look at what became of the account",
    ["pmp.account-not-added"],
    class extends BarePmp {
      override checkAdded() {}
    },
  ),
  mutant(
    "takes the security filter for a failure of the vault",
    ["pmp.harmful-content"],
    class extends BarePmp {
      override judge(answer: Answer, what: string) {
        return answer.status >= 500 ? new ConnectorError("unavailable", `'${what}' failed`) : super.judge(answer, what);
      }
    },
  ),
  mutant(
    "reads no result that says more than it knows",
    ["pmp.pam360"],
    class extends BarePmp {
      override read(answer: Answer, what: string) {
        const content = super.read(answer, what);
        const { result } = (this.parse(answer) as Envelope).operation;
        if (Object.keys(result).length > 2) throw new ConnectorError("protocol", "The result is not as it should be.");
        return content;
      }
    },
  ),
  mutant(
    "puts what it writes into the URL",
    ["safety.secret-not-in-url"],
    class extends BarePmp {
      override write(method: string, path: string, details: object, what = "") {
        return super.call(method, `${path}${this.query(details)}`, what);
      }
    },
  ),
  mutant(
    "writes what it sends without encoding it",
    ["writing.values"],
    class extends BarePmp {
      override write(method: string, path: string, details: object, what = "") {
        return super.call(method, path, what, `INPUT_DATA=${JSON.stringify({ operation: { Details: details } })}`);
      }
    },
  ),
  mutant(
    "creates an account again under another name when the answer was lost",
    ["writing.interrupted"],
    class extends BarePmp {
      override async createSecret(secret: NewSecret) {
        return super.createSecret(secret).catch(() => super.createSecret({ ...secret, name: `${secret.name} (2)` }));
      }
    },
  ),
];
