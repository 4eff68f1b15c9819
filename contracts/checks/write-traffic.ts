import type { JournalInfo } from "../../src/control/protocol.ts";
import { check } from "../check.ts";
import { expectFailure, expectSameValue, expectThat, failureOf } from "../expect.ts";

/** Whether writes are made once, by those who may, and reach nobody else. */
export const writeTrafficChecks = [
  check("writing.once", {
    level: "standard",
    needs: ["createSecret", "updateSecret", "deleteSecret"],
    intent: "Counts the requests that write when a secret is created, given another value and deleted",
    promise: "A create, a new value and a delete are one writing request each",
    fix: "Send a write once, with all that belongs to it",
    source: "S4",
    async run({ connector, vault }) {
      const { container } = vault;
      const writes = async () => (await vault.requests()).filter((request) => !vault.isRead(request));
      const count = async (what: string, call: () => Promise<unknown>) => {
        const before = (await writes()).length;
        await call();
        const made = (await writes()).slice(before).map(tell);
        expectThat(made.length === 1, `${what} was ${made.length} writing requests: ${made.join(", ") || "none"}.`);
      };
      let id = "";
      await count("A create", async () => {
        ({ id } = await connector.createSecret({ name: vault.makeName(), container, value: vault.makeValue() }));
      });
      await count("A new value", () => connector.updateSecret({ id, container }, { value: vault.makeValue() }));
      await count("A delete", () => connector.deleteSecret({ id, container }));
    },
  }),

  check("writing.reason", {
    level: "standard",
    needs: ["updateSecret"],
    intent: "Writes where a reason is demanded, with one in the settings and without",
    promise: "The settings' reason goes with a write as with a read; without it the write fails and changes nothing",
    fix: "Send the settings' reason with every call that the product wants one for",
    source: "R9, T9",
    async run({ connector, vault, connect }) {
      const secret = await vault.plant({ container: vault.reasonContainer });
      const value = vault.makeValue();
      await connect({ reason: "nightly contract run" });
      await connector.updateSecret(secret.ref, { value });
      await connect();
      const failure = await failureOf(connector.updateSecret(secret.ref, { value: vault.makeValue() }));
      expectThat(failure !== undefined, "Without a reason, a write that demands one succeeded.");
      const stored = (await vault.list(secret.container)).find(({ id }) => id === secret.ref.id);
      expectSameValue(
        stored?.value ?? "",
        value,
        "After a write with a reason and one without, the value in the vault",
      );
    },
  }),

  check("writing.policy", {
    level: "standard",
    needs: ["createSecret"],
    intent: "Creates a secret that the vault's own rules refuse",
    promise: "What the vault's rules refuse is reported as such, asked for once, and not in the vault",
    fix: "Map the vault's refusal of what was given to `invalid`; change nothing to make it fit, and do not try again",
    source: "W7",
    async run({ connector, vault }) {
      const { secret, kinds } = await vault.breakRule();
      const before = (await vault.list(secret.container)).length;
      await expectFailure(connector.createSecret(secret), kinds, "For what the vault's rules refuse");
      const writes = (await vault.requests()).filter((request) => !vault.isRead(request));
      expectThat(writes.length <= 1, `What the vault's rules refuse was sent ${writes.length} times.`);
      const more = (await vault.list(secret.container)).length - before;
      expectThat(more === 0, `What the vault's rules refuse left ${more} secrets behind.`);
    },
  }),

  check("writing.denied-probe", {
    level: "standard",
    needs: ["createSecret"],
    intent: "Creates a secret whose name is taken, with a credential that may not look",
    promise: "Who may not look whether a name is taken is told so, and creates no second secret by that",
    fix: "Let the refusal of the look-up before a create end it; it does not mean that the name is free",
    source: "W4",
    async run({ connector, vault, connect, description }) {
      const { container, credential } = await vault.credentialWithoutReading();
      const { name } = await vault.plant({ container });
      await connect({ credential });
      const failure = await failureOf(connector.createSecret({ name, container, value: vault.makeValue() }));
      // Where every create makes a secret of its own, nobody has to look.
      if (description.secondCreate === "duplicate") return;
      expectThat(failure?.kind === "forbidden", `A create that may not look ended as '${failure?.kind ?? "done"}'.`);
      const namesakes = (await vault.list(container)).filter((one) => one.name === name).length;
      expectThat(namesakes === 1, `After it, ${namesakes} secrets have the name.`);
    },
  }),

  check("writing.retried", {
    level: "hardened",
    needs: ["createSecret"],
    intent: "Loses the answer to a create, and then creates the same again as a user would",
    promise:
      "A user who repeats a create whose answer was lost does not end with two secrets, unless each create makes one",
    fix: "Look each time whether the name is taken; remember nothing of a create that failed",
    source: "W5",
    async run({ connector, vault, description }) {
      const { container } = vault;
      const secret = { name: vault.makeName(), container, value: vault.makeValue() };
      const before = (await vault.list(container)).length;
      await vault.disturb({ kind: "reset" }, { match: vault.creation, when: "after", times: 1 });
      for (let time = 0; time < 2; time += 1) await failureOf(connector.createSecret(secret));
      const more = (await vault.list(container)).length - before;
      const most = description.secondCreate === "duplicate" ? 2 : 1;
      expectThat(more <= most, `After a repeated create, there are ${more} secrets more.`);
    },
  }),

  check("writing.redirect", {
    level: "hardened",
    needs: ["createSecret"],
    intent: "Sends a create on to another server",
    promise: "A new secret does not follow a redirect to another server, with or without the credential",
    fix: "Follow no redirect of a write: its body is the secret",
    source: "D5, X7",
    async run({ connector, vault }) {
      const elsewhere = await vault.openDoor({ as: vault.otherHost });
      const secret = { name: vault.makeName(), container: vault.container, value: vault.makeValue() };
      const location = `${elsewhere}/elsewhere`;
      await vault.disturb({ kind: "redirect", status: 307, location }, { match: vault.creation, times: 1 });
      await failureOf(connector.createSecret(secret));
      const followed = (await vault.requests()).find(
        ({ caller, requestBytes }) => caller.host === vault.otherHost && requestBytes > 0,
      );
      expectThat(followed === undefined, "A new secret followed a redirect to another server.");
    },
  }),
];

function tell({ method, target }: JournalInfo): string {
  return `${method} ${target}`;
}
