import { LEAK_CHECK } from "../charge-leaks.ts";
import { check } from "../check.ts";
import { expectThat, failureOf } from "../expect.ts";
import { everyCall } from "./every-call.ts";

/** Whether secrets stay where they belong. */
export const safetyChecks = [
  check(LEAK_CHECK, {
    level: "core",
    intent: "Looks for secrets in all that the connector writes, throws and runs, in good times and bad",
    promise:
      "No secret and no credential shows on standard output or error, in an error or in the arguments of a process; in no form",
    fix: "Put no settings, requests or answers into messages and logs, least of all an answer that went wrong; give tools their secrets on standard input",
    source: "S1, S3",
    async run(scene) {
      const { connector, vault, connect, look, read, test, description } = scene;
      // With characters that each encoder writes in its own way.
      const planted = await vault.plant({ value: `${vault.makeName()} Pä/ss<w&rd+"` });
      const { ref, value } = planted;
      // Who waits for an answer is alive when it has asked: that is the time to look at its arguments.
      const { address } = await vault.openRelay(look);
      const wrong = { address, credential: vault.unknownCredential() };
      await read(ref, { address });
      for (const call of everyCall(scene, planted)) await failureOf(call());
      if (description.capabilities.includes("generatePassword")) {
        await connect({ address, credential: vault.generatorCredential });
        await failureOf(connector.generatePassword().then((generated) => vault.guard(generated)));
      }
      await failureOf(read(vault.missing(), { address }));
      await test(wrong);
      await failureOf(read(ref, wrong));
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
        await failureOf(read(ref, { address }));
      }
      await failureOf(read(ref, { address: await vault.deadAddress() }));
      if (!description.capabilities.includes("createSecret")) return;
      await vault.endDisturbances();
      const refused = vault.makeValue();
      await vault.disturb({ kind: "status", status: 400, body: JSON.stringify({ refused }) });
      await connect({ address });
      await failureOf(connector.createSecret({ name: vault.makeName(), container: vault.container, value: refused }));
    },
  }),

  check("safety.no-foreign-text", {
    level: "core",
    intent: "Answers each method with refusals that have a text of their own",
    promise: "What stands in an answer is not repeated in a message: nobody knows what it quotes",
    fix: "Write the messages yourself, from the kind, the status and the reference; leave the answer's text out",
    source: "S3",
    async run(scene) {
      const { vault, test, read } = scene;
      const planted = await vault.plant();
      for (const status of [400, 401, 403, 404, 500]) {
        // No secret, so that it is this check that finds it.
        const text = `${vault.makeName()} told this`;
        const body = JSON.stringify([{ errors: [{ message: text }, { phrase: text }], operation: { result: text } }]);
        await vault.endDisturbances();
        await vault.disturb({ kind: "status", status, type: "application/json", body });
        // One status is enough for those methods that are neither of the two that everybody has.
        const others = status === 400 ? everyCall(scene, planted) : [];
        let said = `${(await failureOf(read(planted.ref)))?.message} ${(await test()).message}`;
        for (const call of others) said += (await failureOf(call()))?.message ?? "";
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
      await connector.testConnection();
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
