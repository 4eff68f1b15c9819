import { check, liveCheck } from "../check.ts";
import { expectFailure, expectSameValue, expectThat, failureOf } from "../expect.ts";
import { DIFFICULT_NAMES, DIFFICULT_VALUES } from "./values.ts";

/** How many reads are made at once. */
const AT_ONCE = 20;

/** Enough to look a secret up, to ask for its value and for what is to be said of it. */
const MOST_REQUESTS = 4;

/** Whether what is read is what is there. */
export const readingChecks = [
  liveCheck("reading.by-id", "live-read", {
    level: "core",
    intent: "Reads a secret by its id",
    promise: "A secret is read with its value, its name and its id as the vault holds them",
    fix: "Ask for the id that is given, and hand on the answer's fields unchanged",
    source: "R1",
    async run({ connector, vault }) {
      const { ref, name, value } = await vault.known();
      const secret = await connector.getSecret(ref);
      expectSameValue(secret.value, value, "The secret's value");
      expectThat(secret.name === name, `The secret is called '${secret.name}', but its name is '${name}'.`);
      expectThat(secret.id === ref.id, `The secret came with the id '${secret.id}', but '${ref.id}' was asked for.`);
    },
  }),

  check("reading.by-name", {
    level: "standard",
    needs: ["readByName"],
    intent: "Reads a secret by its name, among others that hold the name in theirs",
    promise: "A secret is read by its exact name in its container, and a name that is not there is `not-found`",
    fix: "Search for the exact name in the container that is given, and compare what the search gives with it",
    source: "R1",
    async run({ connector, vault }) {
      const name = vault.makeName();
      const { container } = vault;
      await vault.plant({ name: `${name} and more` });
      const { ref, value } = await vault.plant({ name });
      await vault.plant({ name, container: vault.readOnly.container });
      const secret = await connector.getSecret({ name, container });
      expectThat(secret.id === ref.id, `By its name, the secret '${secret.id}' was read instead of '${ref.id}'.`);
      expectSameValue(secret.value, value, "By its name, the value");
      const other = connector.getSecret({ name: vault.makeName(), container });
      await expectFailure(other, ["not-found"], "For a name that is not there");
    },
  }),

  liveCheck("reading.names", "live-write", {
    level: "standard",
    needs: ["readByName"],
    intent: "Reads by names that get damaged easily",
    promise: "A name is looked up as it is: spaces, backslashes, other scripts and the characters of URLs included",
    fix: "Let a URL library write names into addresses, and a JSON library into documents; escape nothing by hand",
    source: "R1, R5",
    async run({ connector, vault }) {
      const { container } = vault;
      for (const end of DIFFICULT_NAMES) {
        // What is made at a real product is known by how its name begins.
        const name = `${vault.makeName()} ${end}`;
        const { ref, value } = await vault.plant({ name });
        const secret = await connector.getSecret({ name, container });
        expectThat(secret.id === ref.id, `By the name '${name}', the secret '${secret.id}' was read.`);
        expectSameValue(secret.value, value, `By the name '${name}', the value`);
      }
    },
  }),

  check("reading.reason", {
    level: "standard",
    intent: "Reads where a reason is demanded, with one in the settings and without",
    promise: "The settings' reason opens what demands one; without it the refusal is no `not-found`",
    fix: "Send the settings' reason with every read, where the product wants it",
    source: "R9",
    async run({ vault, read }) {
      const { ref, value } = await vault.plant({ container: vault.reasonContainer });
      const secret = await read(ref, { reason: "nightly contract run" });
      expectSameValue(secret.value, value, "Where a reason is demanded, the value");
      const failure = await failureOf(read(ref));
      expectThat(failure !== undefined, "After connecting without a reason, the old one was still sent.");
      expectThat(failure.kind !== "not-found", "What demands a reason was reported as 'not-found'.");
    },
  }),

  liveCheck("reading.values", "live-write", {
    level: "core",
    intent: "Reads values that get damaged easily",
    promise: "Every value is read byte for byte: empty, blank, multi-line, unicode, markup, JSON, keys, digits, 64 KiB",
    fix: "Take the value out of the parsed JSON as it is: no trimming, no decoding, no guessing at numbers or nulls",
    source: "R5",
    async run({ connector, vault }) {
      for (const [name, value] of Object.entries({ "nothing at all": "", ...DIFFICULT_VALUES })) {
        const { ref } = await vault.plant({ value });
        const secret = await connector.getSecret(ref);
        expectSameValue(secret.value, value, `A value of ${name}`);
      }
    },
  }),

  liveCheck("reading.missing", "live-read", {
    level: "core",
    intent: "Reads a secret that is not there",
    promise: "A missing secret is `not-found`, and the message says which one was asked for",
    fix: "Map the vault's word for it to `not-found`, and put the reference into the message",
    source: "R2",
    async run({ connector, vault }) {
      const ref = vault.missing();
      const error = await expectFailure(connector.getSecret(ref), ["not-found"], "For a secret that is not there");
      expectThat(error.message.includes(ref.id), `The message does not name the reference '${ref.id}'.`);
    },
  }),

  check("reading.forbidden", {
    level: "core",
    intent: "Reads a secret that exists, but not for this credential",
    promise:
      "A secret that one may not see is refused as such; it is reported as missing only where the vault makes no difference",
    fix: "Map refusals before anything else: what is reported as missing gets created anew by automation",
    source: "R3",
    async run({ vault, read }) {
      const { secret, credential, kinds } = await vault.plantForeign();
      await expectFailure(read(secret.ref, { credential }), kinds, "For a secret of somebody else");
    },
  }),

  check("reading.repeat", {
    level: "core",
    intent: "Reads the same secret twice",
    promise: "Reading again gives the same, and changes nothing in the vault",
    fix: "Use nothing but reading calls in getSecret",
    source: "R10",
    async run({ connector, vault }) {
      const { ref, value, container } = await vault.plant();
      const before = JSON.stringify(await vault.list(container));
      for (const time of ["first", "second"]) {
        expectSameValue((await connector.getSecret(ref)).value, value, `The ${time} time, the value`);
      }
      const write = (await vault.requests()).find((request) => !vault.isRead(request));
      expectThat(write === undefined, `To read a secret, the connector sent ${write?.method} ${write?.target}.`);
      expectThat(JSON.stringify(await vault.list(container)) === before, "Reading changed what the vault holds.");
    },
  }),

  liveCheck("reading.changed-at-target", "live-write", {
    level: "core",
    intent: "Changes a secret in the vault between two reads",
    promise: "A secret that somebody changed is seen at the next read",
    fix: "Keep no values between reads",
    source: "X2",
    async run({ connector, vault }) {
      const secret = await vault.plant();
      await connector.getSecret(secret.ref);
      const value = vault.makeValue();
      await vault.change(secret, value);
      expectSameValue((await connector.getSecret(secret.ref)).value, value, "The changed value");
    },
  }),

  liveCheck("reading.removed-at-target", "live-write", {
    level: "core",
    intent: "Removes a secret from the vault between two reads",
    promise: "A secret that somebody removed is `not-found` at the next read",
    fix: "Keep no values between reads, and report what the vault answers now",
    source: "R2",
    async run({ connector, vault }) {
      const secret = await vault.plant();
      await connector.getSecret(secret.ref);
      await vault.remove(secret);
      await expectFailure(connector.getSecret(secret.ref), ["not-found"], "For a secret that was removed");
    },
  }),

  liveCheck("reading.parallel", "live-write", {
    level: "hardened",
    intent: `Reads ${AT_ONCE} secrets at once`,
    promise: `Of ${AT_ONCE} reads at once each gets its own secret`,
    fix: "Keep what belongs to a call in that call, and not in the connector",
    source: "X6",
    async run({ connector, vault }) {
      const secrets = await Promise.all(Array.from({ length: AT_ONCE }, () => vault.plant()));
      await Promise.all(
        secrets.map(async ({ ref, value }) => {
          const secret = await connector.getSecret(ref);
          expectThat(secret.id === ref.id, "Of several reads at once, one got the secret of another.");
          expectSameValue(secret.value, value, "Of several reads at once, a value");
        }),
      );
    },
  }),

  check("reading.name-case", {
    level: "standard",
    needs: ["readByName"],
    intent: "Reads by each of two names that differ in nothing but capitals",
    promise: "Of two names that differ in capitals alone, the one is read that was asked for",
    fix: "Compare what a search gives with the name letter by letter: most vaults search without regard to capitals",
    source: "R7",
    async run({ connector, vault }) {
      const name = vault.makeName();
      for (const one of [name, name.toUpperCase()]) await vault.plant({ name: one });
      for (const one of [name, name.toUpperCase()]) {
        const secret = await connector.getSecret({ name: one, container: vault.container });
        expectThat(secret.name === one, `By the name '${one}', the secret '${secret.name}' was read.`);
      }
    },
  }),

  check("reading.few-requests", {
    level: "standard",
    intent: "Counts the requests that one read makes",
    promise: `A read makes at most ${MOST_REQUESTS} requests: none twice, and none that the vault refuses`,
    fix: "Ask for what is needed, once; know the product's paths instead of trying some",
    source: "S4",
    async run({ connector, vault }) {
      const { ref } = await vault.plant();
      await connector.getSecret(ref);
      const requests = await vault.requests();
      const made = requests.map(({ method, target }) => `${method} ${target}`);
      expectThat(made.length <= MOST_REQUESTS, `To read one secret, the connector made ${made.length} requests.`);
      const repeated = made.find((request, at) => made.indexOf(request) !== at);
      expectThat(repeated === undefined, `To read one secret, the connector sent ${repeated} twice.`);
      const refused = requests.find(({ status, reason }) => status >= 400 || reason !== undefined);
      expectThat(refused === undefined, `To read one secret, it sent ${refused?.method} ${refused?.target} in vain.`);
    },
  }),
];
