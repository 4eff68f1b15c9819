import { ConnectorError, type NewSecret, type SecretRef } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { BarePasswordstate } from "./bare-connector.ts";

/** A write in the query string, as old clients of Passwordstate make it. */
function toQuery(body: Record<string, unknown>): string {
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  return String(new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])));
}

/** Flaws in how Passwordstate is spoken to. */
export const passwordstateFlaws: readonly Mutant[] = [
  mutant(
    "tests with a call that only the system's key may make",
    ["connection.least-permission"],
    class extends BarePasswordstate {
      override probe() {
        return super.call("GET", "passwordlists");
      }
    },
  ),
  mutant(
    "takes any answer with 200 for a passed test",
    ["connection.html-page", "network.malformed-reply"],
    class extends BarePasswordstate {
      override async probe() {
        const answer = await super.exchange("GET", "searchpasswords/?Title=%22nobody%22", "");
        if (answer.status !== 200 && answer.status !== 404) throw super.judge(answer, "test");
      }
    },
  ),
  mutant(
    "takes the first of several titles",
    ["passwordstate.same-title"],
    class extends BarePasswordstate {
      override async resolve({ id, name, container = "" }: SecretRef) {
        if (id !== undefined) return { id };
        const found = (await this.findSecrets({ name: name ?? "", container })).find((one) => one.name === name);
        return { id: found?.id ?? "0" };
      }
    },
  ),
  mutant(
    "takes a foreign record for a missing one",
    ["reading.forbidden"],
    class extends BarePasswordstate {
      override judge(answer: Answer, what: string) {
        if (answer.text.includes("do not have permissions")) return new ConnectorError("not-found", `no ${what}`);
        return super.judge(answer, what);
      }
    },
  ),
  mutant(
    "takes the 404 of a search without a match for a failure",
    ["searching.nothing"],
    class extends BarePasswordstate {
      override async findSecrets(query: { readonly name?: string; readonly container?: string }) {
        const path = `searchpasswords/${query.container ?? ""}?ExcludePassword=true&Title=${query.name ?? ""}`;
        return ((await this.call("GET", path)) as never[]).map((record) => this.toSummary(record));
      }
    },
  ),
  mutant(
    "writes JSON by hand",
    ["writing.values"],
    class extends BarePasswordstate {
      override write(method: string, { Password, ...body }: Record<string, unknown>) {
        const text = JSON.stringify(body).replace("{", `{"Password":"${Password}",`);
        return super.call(method, "passwords", "", text);
      }
    },
  ),
  mutant(
    "creates duplicates, and declares conflicts",
    ["writing.second-create"],
    class extends BarePasswordstate {
      override async createSecret(secret: NewSecret) {
        return super.toSummary((await super.write("POST", super.toBody(secret))) as never);
      }
    },
  ),
  mutant(
    "repeats a write whose answer was lost",
    ["writing.interrupted"],
    class extends BarePasswordstate {
      override async write(method: string, body: Record<string, unknown>) {
        return super.write(method, body).catch(() => super.write(method, body));
      }
    },
  ),
  mutant(
    "writes in the query string",
    ["safety.secret-not-in-url"],
    class extends BarePasswordstate {
      override write(method: string, body: Record<string, unknown>) {
        return super.call(method, `passwords?${toQuery(body)}`);
      }
    },
  ),
  mutant(
    "sends the key in the query",
    ["safety.credential-not-in-url"],
    class extends BarePasswordstate {
      override headers() {
        const { APIKey: _moved, ...headers } = super.headers();
        return headers;
      }
      override url(path: string) {
        return `${super.url(path)}${path.includes("?") ? "&" : "?"}apikey=${this.settings.credential}`;
      }
    },
  ),
  mutant(
    "sends the key in the header and in the query",
    ["safety.credential-not-in-url"],
    class extends BarePasswordstate {
      override url(path: string) {
        return `${super.url(path)}${path.includes("?") ? "&" : "?"}ApiKey=${this.settings.credential}`;
      }
    },
  ),
];
