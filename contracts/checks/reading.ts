import { check, liveCheck } from "../check.ts";
import { expectFailure, expectSameValue, expectThat, failureOf } from "../expect.ts";
import { DIFFICULT_VALUES } from "./values.ts";

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

  liveCheck("reading.fields", "live-write", {
    level: "standard",
    intent: "Reads a secret that has a user name and a description",
    promise: "What is said of a secret beside its value is what the vault holds: each under its own name, or left out",
    fix: "Hand on user name and description from the vault's members for them, or leave them out",
    source: "R1",
    async run({ connector, vault }) {
      const about = { userName: `svc "${vault.makeName()}"`, description: `für ${vault.makeName()} & <others>` };
      const { ref, container } = await vault.plant(about);
      const secret = await connector.getSecret(ref);
      const held = { container, ...Object.fromEntries(vault.fields.map((field) => [field, about[field]])) };
      for (const [member, wanted] of Object.entries(held)) {
        const got = secret[member as keyof typeof secret] ?? wanted;
        expectThat(got === wanted, `The secret came with the ${member} '${got}', but the vault holds '${wanted}'.`);
      }
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

  check("reading.few-requests", {
    level: "core",
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
