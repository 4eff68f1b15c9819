import type { Scene } from "../check.ts";
import type { Capability, SecretRef } from "../port.ts";
import type { Planted } from "../vault.ts";

type Call = () => Promise<unknown>;

/**
 * One call of each method that the connector declares, in an order in which one makes what the next takes away. Some of them fail: not
 * every secret can be checked out or run.
 */
export function everyCall(scene: Scene, { ref, name, container }: Planted): Call[] {
  const { connector, vault, description } = scene;
  let made: SecretRef = vault.missing();
  let key = "0";
  const calls: Readonly<Record<Capability, Call>> = {
    readByName: () => connector.getSecret({ name, container }),
    findSecrets: () => connector.findSecrets({ name }),
    listContainers: () => connector.listContainers(),
    createSecret: async () => {
      const secret = { name: vault.makeName(), container, value: vault.makeValue() };
      made = { id: (await connector.createSecret(secret)).id, container };
    },
    updateSecret: () => connector.updateSecret(made, { value: vault.makeValue() }),
    deleteSecret: () => connector.deleteSecret(made),
    generatePassword: async () => vault.guard(await connector.generatePassword()),
    getHistory: () => connector.getHistory(ref),
    getDocument: () => connector.getDocument(ref),
    requestAccess: () => connector.requestAccess(ref, "contract run"),
    checkOut: () => connector.checkOut(ref),
    checkIn: () => connector.checkIn(ref),
    runWorkflow: () => connector.runWorkflow({ workflow: ref.id, container, mode: "sync" }),
    listRuns: () => connector.listRuns({ container }),
    listKeys: () => connector.listKeys(),
    createKey: async () => {
      const { id, value } = await connector.createKey("contract run");
      vault.guard(value);
      key = id;
    },
    deleteKey: () => connector.deleteKey(key),
    rotateKey: async () => vault.guard((await connector.rotateKey(key)).value),
  };
  const declared = Object.entries(calls) as [Capability, Call][];
  return [
    () => connector.testConnection(),
    () => connector.getSecret(ref),
    ...declared.filter(([name]) => description.capabilities.includes(name)).map(([, call]) => call),
  ];
}
