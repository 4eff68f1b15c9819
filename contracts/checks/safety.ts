import { LEAK_CHECK } from "../charge-leaks.ts";
import { check } from "../check.ts";
import { expectThat, failureOf } from "../expect.ts";

/** Whether secrets stay where they belong. */
export const safetyChecks = [
  check(LEAK_CHECK, {
    level: "core",
    intent: "Looks for secrets in all that the connector writes and throws, in good times and bad",
    promise: "No secret and no credential shows on standard output or error, nor in an error; in no form",
    fix: "Put no settings, requests or answers into messages and logs; least of all the text of an answer that went wrong",
    source: "S1, S3",
    async run({ connector, vault, test, read, description }) {
      const { ref, value } = await vault.plant();
      await test();
      await read(ref);
      await failureOf(read(vault.missing()));
      await test({ credential: vault.unknownCredential() });
      await failureOf(read(ref, { credential: vault.unknownCredential() }));
      // A server that repeats in its error what it was given: foreign text has no place in a message.
      const body = JSON.stringify({ trouble: `cannot handle ${vault.credential} for ${value}` });
      for (const effect of [
        { kind: "status", status: 500, body } as const,
        { kind: "status", status: 403, body, type: "application/json" } as const,
        { kind: "status", status: 200, body: `${value} ${vault.credential}` } as const,
        { kind: "malformed" } as const,
        { kind: "reset" } as const,
      ]) {
        await vault.endDisturbances();
        await vault.disturb(effect);
        await failureOf(read(ref));
      }
      await vault.endDisturbances();
      if (description.capabilities.includes("createSecret")) {
        const [name, newValue] = [vault.makeName(), vault.makeValue()];
        await connector.createSecret({ name, container: vault.container, value: newValue });
        await vault.disturb({ kind: "status", status: 400, body: JSON.stringify({ refused: newValue }) });
        await failureOf(connector.createSecret({ name, container: vault.container, value: newValue }));
      }
    },
  }),

  check("safety.no-foreign-text", {
    level: "core",
    intent: "Answers with refusals that have a text of their own",
    promise: "What stands in an answer is not repeated in a message: nobody knows what it quotes",
    fix: "Write the messages yourself, from the kind, the status and the reference; leave the answer's text out",
    source: "S3",
    async run({ vault, test, read }) {
      const { ref } = await vault.plant();
      for (const status of [400, 401, 403, 404, 500]) {
        // No secret, so that it is this check that finds it.
        const text = `${vault.makeName()} told this`;
        const body = JSON.stringify([{ errors: [{ message: text }, { phrase: text }], operation: { result: text } }]);
        await vault.endDisturbances();
        await vault.disturb({ kind: "status", status, type: "application/json", body });
        const said = `${(await failureOf(read(ref)))?.message} ${(await test()).message}`;
        expectThat(!said.includes(text), `The text of an answer with status ${status} was repeated in a message.`);
      }
    },
  }),

  check("safety.credential-not-in-url", {
    level: "core",
    intent: "Looks at where the credential travels",
    promise: "The credential is in no URL: those are written down by every proxy and log on their way",
    fix: "Send the credential in the header that the vault offers for it, and only there",
    source: "S2",
    async run({ connector, vault }) {
      const { ref } = await vault.plant();
      await connector.testConnection();
      await connector.getSecret(ref);
      const requests = await vault.requests();
      const exposed = requests.find(({ target, caller }) => caller.carrier === "query" || hasCredential(target, vault));
      expectThat(exposed === undefined, `The credential was in the URL of ${exposed?.method} ${exposed?.target}.`);
      expectThat(requests.length > 0, "The connector read a secret, but the vault saw no request.");
    },
  }),

  check("safety.secret-not-in-url", {
    level: "core",
    needs: ["createSecret"],
    intent: "Looks at where a new secret's value travels",
    promise: "No secret value is in a URL when one is written",
    fix: "Send what is written in the body",
    source: "S1, S2",
    async run({ connector, vault }) {
      const [name, value] = [vault.makeName(), vault.makeValue()];
      await connector.createSecret({ name, container: vault.container, value });
      const exposed = (await vault.requests()).find(
        (request) => !vault.isRead(request) && request.target.includes("?"),
      );
      const written = exposed && new URLSearchParams(exposed.target.split("?")[1]);
      const hidden = [...(written ?? [])].some(([, shown]) => shown === "***" || shown.includes(value));
      expectThat(!hidden, `A value travelled in the URL of ${exposed?.method} ${exposed?.target}.`);
    },
  }),

  check("safety.user-agent", {
    level: "hardened",
    intent: "Looks at how the connector introduces itself",
    promise: "Every request names the connector and its version, so that a vault's owner can tell who asks",
    fix: "Send a User-Agent header with the name and version that describe() gives",
    source: "S6",
    async run({ connector, vault, description: { name, version } }) {
      const { ref } = await vault.plant();
      await connector.getSecret(ref);
      for (const { agent = "", method, target } of await vault.requests()) {
        const introduced = agent.includes(name) && agent.includes(version);
        expectThat(introduced, `${method} ${target} came from '${agent}', which does not name ${name} ${version}.`);
      }
    },
  }),
];

function hasCredential(target: string, { credentialParameters }: { readonly credentialParameters: readonly string[] }) {
  const names = [...new URLSearchParams(target.split("?")[1] ?? "").keys()].map((name) => name.toLowerCase());
  return credentialParameters.some((name) => names.includes(name.toLowerCase()));
}
