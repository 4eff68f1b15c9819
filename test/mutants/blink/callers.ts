import { ConnectorError, type SecretRef } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { BareBlink } from "./bare-connector.ts";

/** Flaws in whose key it is that comes, and what its user may do. */
export const callerMutants: readonly Mutant[] = [
  mutant(
    "takes it for a wrong key that a workflow may not be run",
    ["blink.viewer"],
    class extends BareBlink {
      override async execute(...input: Parameters<BareBlink["execute"]>) {
        return super.execute(...input).catch((error: unknown) => {
          const isRefused = error instanceof ConnectorError && error.kind === "forbidden";
          throw isRefused ? new ConnectorError("unauthenticated", error.message) : error;
        });
      }
    },
  ),
  mutant(
    "leaves the workspace to what was selected last",
    ["blink.selected-workspace"],
    class extends BareBlink {
      override pathTo({ id }: SecretRef) {
        return `playbooks/${id}`;
      }
    },
  ),
  mutant(
    "tests by running a workflow",
    ["blink.test-runs-nothing"],
    class extends BareBlink {
      override async probe() {
        const { results } = await super.page("playbooks", { limit: 1 });
        const [first] = results as readonly { readonly id: string }[];
        return first && super.call("POST", `playbooks/${first.id}/execute`, "test", "{}");
      }
    },
  ),
  mutant(
    "goes on polling whatever is answered",
    ["blink.key-rotated-mid-run"],
    class extends BareBlink {
      override async poll(path: string) {
        return super.poll(path).catch(() => ({ state: "Running" }));
      }
    },
  ),
  mutant(
    "takes a wrong key for a role that is not enough",
    ["connection.wrong-credential"],
    class extends BareBlink {
      override judge(answer: Answer, what: string) {
        return answer.status === 401 ? new ConnectorError("forbidden", `no '${what}'`) : super.judge(answer, what);
      }
    },
  ),
  mutant(
    "sends the key in the query, as webhooks take theirs",
    ["safety.credential-not-in-url"],
    class extends BareBlink {
      override url(path: string) {
        return `${super.url(path)}${path.includes("?") ? "&" : "?"}apikey=${this.settings.credential}`;
      }
    },
  ),
];
