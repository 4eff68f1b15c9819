import { check } from "../../check.ts";
import { expectFailed, expectFailure, expectPassed, expectThat } from "../../expect.ts";
import type { ErrorKind } from "../../port.ts";
import type { BlinkVault } from "../../products/blink-vault.ts";

/** The most keys that a user may have; see `docs/products/blink.md#key-rules`. */
const MOST_KEYS = 5;
/** What a rule of the keys is refused with is not public, but for its being refused. */
const REFUSED: readonly ErrorKind[] = ["invalid", "conflict"];

/** Whether personal API keys are managed by their rules. */
export const keyChecks = [
  check<BlinkVault>("blink.keys", {
    level: "standard",
    needs: ["listKeys"],
    intent: "Lists the user's keys and looks for their values",
    promise: "The keys come with ids, names and which is the default, and without their values",
    fix: "Leave api_key out of what listKeys gives: the vault sends it with every row",
    source: "docs/products/blink.md#key-endpoints",
    async run({ connector, vault }) {
      await vault.addKey("spare");
      const wanted = await vault.keys();
      const found = await connector.listKeys();
      const tell = (keys: readonly { readonly id: string; readonly name: string; readonly isDefault?: boolean }[]) =>
        keys
          .map(({ id, name, isDefault = false }) => `${id} ${name} ${isDefault}`)
          .sort()
          .join(", ");
      const right = tell(wanted.map(({ id, name, is_default: isDefault }) => ({ id, name, isDefault })));
      expectThat(tell(found) === right, `The keys should be '${right}', and are '${tell(found)}'.`);
      const shown = wanted.some(({ api_key }) => JSON.stringify(found).includes(api_key));
      expectThat(!shown, "The list of keys handed on their values.");
    },
  }),

  check<BlinkVault>("blink.new-key", {
    level: "standard",
    needs: ["createKey", "deleteKey"],
    intent: "Creates a key, works with it, and deletes it",
    promise: "A new key opens what the user may, from when it is made until it is deleted",
    fix: "Hand on id and api_key as the vault gives them, and delete by the id",
    source: "docs/products/blink.md#key-endpoints",
    async run({ connector, vault, connect, test }) {
      const { id, value } = await connector.createKey("nightly");
      vault.guard(value);
      expectPassed(await test({ credential: value }), "With a new key");
      await connect();
      await connector.deleteKey(id);
      expectFailed(await test({ credential: value }), ["unauthenticated"], "With a deleted key");
    },
  }),

  check<BlinkVault>("blink.sixth-key", {
    level: "core",
    needs: ["createKey"],
    intent: "Creates a key for a user who has five, refused with 400 or with 409",
    promise: "A sixth key is refused as `invalid` or `conflict`, and costs none of the five",
    fix: "Report the refusal; to delete a key that somebody may be using is not the connector's to decide",
    source: "docs/products/blink.md#key-rules",
    async run({ connector, vault }) {
      for (let at = (await vault.keys()).length; at < MOST_KEYS; at += 1) await vault.addKey(`key ${at}`);
      const before = tellIds(await vault.keys());
      for (const status of ["400", "409"]) {
        await vault.assume("key-limit-status", status);
        await expectFailure(connector.createKey("one too many"), REFUSED, `For a sixth key (${status})`);
        expectThat(
          tellIds(await vault.keys()) === before,
          "After a sixth key was refused, there are others than before.",
        );
      }
    },
  }),

  check<BlinkVault>("blink.last-key", {
    level: "core",
    needs: ["deleteKey"],
    intent: "Deletes the only key of its user, refused with 400 or with 409",
    promise: "The last key is kept: its deletion is refused as `invalid` or `conflict`, and it goes on working",
    fix: "Report the refusal as such; it is neither done nor a missing key",
    source: "docs/products/blink.md#key-rules",
    async run({ connector, vault, testAgain }) {
      const [only] = await vault.keys();
      expectThat(only !== undefined, "The user has no key.");
      for (const status of ["400", "409"]) {
        await vault.assume("last-key-status", status);
        await expectFailure(connector.deleteKey(only.id), REFUSED, `For the last key (${status})`);
      }
      expectPassed(await testAgain(), "With the last key, after its deletion was refused");
    },
  }),

  check<BlinkVault>("blink.rotate-key", {
    level: "standard",
    needs: ["rotateKey"],
    intent: "Rotates the key that the connector works with",
    promise: "Rotating gives the new value of the same key, which works at once; the old one is `unauthenticated`",
    fix: "Hand on the api_key of the answer: it is the only chance to learn it",
    source: "docs/products/blink.md#key-rules",
    async run({ connector, vault, connect, testAgain }) {
      const [standard] = await vault.keys();
      expectThat(standard !== undefined, "The user has no key.");
      const { id, value } = await connector.rotateKey(standard.id);
      vault.guard(value);
      expectThat(id === standard.id, `The key '${standard.id}' came back as '${id}'.`);
      expectThat(value !== vault.credential, "After the rotation, the key has the value that it had.");
      await connect();
      expectFailed(await testAgain(), ["unauthenticated"], "With the value before the rotation");
      await connect({ credential: value });
      expectPassed(await testAgain(), "With the value after the rotation");
    },
  }),

  check<BlinkVault>("blink.rotate-other-key", {
    level: "standard",
    needs: ["rotateKey"],
    intent: "Rotates a key that is not the default one",
    promise: "Only the default key can be rotated: another is refused, and stays what it is",
    fix: "Report the refusal; a new key in the place of an old one is another key, with another id",
    source: "docs/products/blink.md#key-rules",
    async run({ connector, vault }) {
      const spare = await vault.addKey("spare");
      await expectFailure(connector.rotateKey(spare.id), REFUSED, "For a key that is not the default one");
      const kept = (await vault.keys()).find(({ id }) => id === spare.id);
      expectThat(kept?.api_key === spare.api_key, "After its rotation was refused, the key is not what it was.");
    },
  }),
];

function tellIds(keys: readonly { readonly id: string }[]): string {
  return keys
    .map(({ id }) => id)
    .sort()
    .join(", ");
}
