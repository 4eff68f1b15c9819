import { check, liveCheck } from "../check.ts";
import { expectFailure, expectSameValue, expectThat, failureOf } from "../expect.ts";
import { DIFFICULT_VALUES } from "./values.ts";

/** How the answer to a write gets lost; and how long is waited for one that never comes, in milliseconds. */
const LOST = [{ kind: "reset" }, { kind: "hang" }, { kind: "status", status: 502 }] as const;
const LOST_LIMIT = 1_000;

/** Whether what is written is what was meant, and nothing else. */
export const writingChecks = [
  liveCheck("writing.round-trip", "live-write", {
    level: "standard",
    needs: ["createSecret", "updateSecret", "deleteSecret"],
    intent: "Creates, reads, updates, reads, deletes and reads a secret",
    promise:
      "What is created can be read, what is updated is read changed, what is deleted is `not-found`, and nothing is left behind",
    fix: "Let each method wait for the vault's answer, and give back the id that the vault gave",
    source: "W1, S5",
    async run({ connector, vault }) {
      const { container } = vault;
      const before = await vault.list(container);
      const [name, value, newValue] = [vault.makeName(), vault.makeValue(), vault.makeValue()];
      const created = await connector.createSecret({ name, container, value });
      const ref = { id: created.id, container };
      expectSameValue((await connector.getSecret(ref)).value, value, "After createSecret, the value");
      await connector.updateSecret(ref, { value: newValue });
      expectSameValue((await connector.getSecret(ref)).value, newValue, "After updateSecret, the value");
      await connector.deleteSecret(ref);
      await expectFailure(connector.getSecret(ref), ["not-found"], "After deleteSecret");
      const left = (await vault.list(container)).length - before.length;
      expectThat(left === 0, `After the deletion, ${left} more secrets are in the container than before.`);
    },
  }),

  liveCheck("writing.values", "live-write", {
    level: "standard",
    needs: ["createSecret"],
    intent: "Creates secrets with values that get damaged easily",
    promise: "Every value arrives in the vault byte for byte",
    fix: "Send the value as JSON, written by a JSON library; escape nothing by hand",
    source: "R5, W1",
    async run({ connector, vault }) {
      const { container } = vault;
      for (const [what, value] of Object.entries(DIFFICULT_VALUES)) {
        const name = vault.makeName();
        await connector.createSecret({ name, container, value });
        const stored = (await vault.list(container)).find((one) => one.name === name);
        expectThat(stored !== undefined, `A secret whose value is ${what} did not arrive in the vault.`);
        expectSameValue(stored.value, value, `In the vault, a value of ${what}`);
      }
    },
  }),

  liveCheck("writing.fields", "live-write", {
    level: "standard",
    needs: ["createSecret"],
    intent: "Creates a secret with all that can be said of it",
    promise: "Name, user name and description arrive in the vault as they were given, where the product has them",
    fix: "Send every member of the new secret under the vault's name for it",
    source: "W1",
    async run({ connector, vault }) {
      const { container } = vault;
      const [name, value] = [vault.makeName(), vault.makeValue()];
      const all = { userName: `svc "${name}"`, description: `für ${name} & <others>` };
      const given = Object.fromEntries(vault.fields.map((field) => [field, all[field]]));
      const created = await connector.createSecret({ name, container, value, ...given });
      const { id } = created;
      expectThat(created.name === name, `createSecret gave the name '${created.name}', but '${name}' was given.`);
      const stored = (await vault.list(container)).find((one) => one.id === id);
      expectThat(
        stored !== undefined,
        `In the container there is no secret with the id '${id}' that createSecret gave.`,
      );
      for (const [member, wanted] of Object.entries({ name, ...given })) {
        const got = stored[member as keyof typeof stored];
        expectThat(got === wanted, `The vault holds ${member} '${got}', but '${wanted}' was given.`);
      }
    },
  }),

  liveCheck("writing.update-keeps-rest", "live-write", {
    level: "standard",
    needs: ["updateSecret"],
    intent: "Updates the value of a secret that has more to it",
    promise: "An update changes what it names and keeps the rest",
    fix: "Send only what changes; where the vault wants the whole secret, read it first",
    source: "W6",
    async run({ connector, vault }) {
      const about = { userName: "svc-ledger", description: "kept as it is" };
      const secret = await vault.plant(about);
      const value = vault.makeValue();
      await connector.updateSecret(secret.ref, { value });
      const stored = (await vault.list(secret.container)).find(({ id }) => id === secret.ref.id);
      expectThat(stored !== undefined, "After the update, the secret is gone from its container.");
      expectSameValue(stored.value, value, "After the update, the value in the vault");
      const kept = stored.name === secret.name && vault.fields.every((field) => stored[field] === about[field]);
      expectThat(kept, "The update changed what it did not name.");
    },
  }),

  check("writing.missing-delete", {
    level: "standard",
    needs: ["deleteSecret"],
    intent: "Deletes a secret that is not there",
    promise: "Deleting what is not there ends as the connector declares: done, or `not-found`",
    fix: "Declare in missingDelete what deleteSecret really does, or do what you declare",
    source: "W3",
    async run({ connector, vault, description }) {
      const deletion = connector.deleteSecret(vault.missing());
      if (description.missingDelete === "done") await deletion;
      else await expectFailure(deletion, ["not-found"], "For a secret that is not there");
    },
  }),

  liveCheck("writing.second-create", "live-write", {
    level: "standard",
    needs: ["createSecret"],
    intent: "Creates two secrets of one name in one container",
    promise: "A second create ends as the connector declares: `conflict`, an update, or a secret of its own",
    fix: "Declare in secondCreate what createSecret really does, or do what you declare",
    source: "W2",
    async run({ connector, vault, description: { secondCreate } }) {
      expectThat(secondCreate !== undefined, "describe() does not say in secondCreate what a second create gives.");
      const { container } = vault;
      const [name, value, newValue] = [vault.makeName(), vault.makeValue(), vault.makeValue()];
      await connector.createSecret({ name, container, value });
      const second = connector.createSecret({ name, container, value: newValue });
      if (secondCreate === "conflict") await expectFailure(second, ["conflict"], "For a name that is taken");
      else await second;
      const stored = (await vault.list(container)).filter((one) => one.name === name);
      const wanted = { conflict: [value], update: [newValue], duplicate: [value, newValue] }[secondCreate];
      const held = stored.map((one) => one.value);
      const right = held.length === wanted.length && wanted.every((one) => held.includes(one));
      expectThat(right, `After the second create ('${secondCreate}' declared), ${held.length} secrets have the name.`);
    },
  }),

  check("writing.denied", {
    level: "standard",
    needs: ["createSecret", "updateSecret", "deleteSecret"],
    intent: "Writes with a credential that may only read",
    promise: "A write that is not allowed is `forbidden`, is asked for once and changes nothing",
    fix: "Map the refusal to `forbidden`; never answer a refusal with another write",
    source: "W4, X5",
    async run({ connector, vault, connect }) {
      const { container, credential } = vault.readOnly;
      const { ref } = await vault.plant({ container });
      const before = JSON.stringify(await vault.list(container));
      await connect({ credential });
      const when = "With a credential that may only read";
      const [name, value] = [vault.makeName(), vault.makeValue()];
      for (const write of [
        () => connector.createSecret({ name, container, value }),
        () => connector.updateSecret(ref, { value }),
        () => connector.deleteSecret(ref),
      ]) {
        const asked = (await vault.requests()).length;
        await expectFailure(write(), ["forbidden"], when);
        const writes = (await vault.requests()).slice(asked).filter((request) => !vault.isRead(request));
        expectThat(writes.length <= 1, `${when}, a refused write was sent ${writes.length} times.`);
      }
      expectThat(JSON.stringify(await vault.list(container)) === before, "A refused write changed the vault.");
    },
  }),

  check("writing.interrupted", {
    level: "hardened",
    needs: ["createSecret"],
    intent: "Resets the connection after the vault has created the secret, never answers, or lets a gateway answer 502",
    promise: "A create whose answer was lost does not end in two secrets",
    fix: "Do not repeat a create blindly: report the trouble, or look first whether it was done",
    source: "W5",
    async run({ connector, vault, connect }) {
      const { container } = vault;
      await connect({ timeLimit: LOST_LIMIT });
      for (const effect of LOST) {
        const before = await vault.list(container);
        const [name, value] = [vault.makeName(), vault.makeValue()];
        await vault.disturb(effect, { match: vault.creation, when: "after", times: 1 });
        await failureOf(connector.createSecret({ name, container, value }));
        const more = (await vault.list(container)).length - before.length;
        expectThat(more <= 1, `After the answer was lost (${effect.kind}), there are ${more} secrets more.`);
      }
    },
  }),
];
