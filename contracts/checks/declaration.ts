import { liveCheck } from "../check.ts";
import { expectThat } from "../expect.ts";

/** All that a connector may ask its users for; the port's `Settings`. */
const KNOWN_SETTINGS = ["address", "caFile", "credential", "timeLimit", "reason", "ticket"];

/** Whether a connector says truthfully what it is. */
export const declarationChecks = [
  liveCheck("declaration.settings", "live-read", {
    level: "core",
    intent: "Reads the settings that the connector declares",
    promise:
      "The connector declares each setting once, the address and the credential among them, and requires none that it does not get",
    fix: "List in describe() the settings that connect takes, under the port's names",
    source: "D1",
    async run({ description: { settings } }) {
      const names = settings.map(({ name }) => name);
      for (const name of ["address", "credential"]) {
        const found = settings.find((setting) => setting.name === name);
        expectThat(found?.required === true, `The setting '${name}' is not declared as required.`);
      }
      expectThat(new Set(names).size === names.length, "A setting is declared twice.");
      const unknown = settings.find(({ name, required }) => required && !KNOWN_SETTINGS.includes(name));
      expectThat(
        unknown === undefined,
        `The setting '${unknown?.name}' is required, but the port has no such setting.`,
      );
    },
  }),

  liveCheck("declaration.secret-settings", "live-read", {
    level: "core",
    intent: "Looks for the settings that hold secrets",
    promise: "The credential is declared as a secret, so that no form shows it and no file stores it in the clear",
    fix: "Mark the credential with secret: true in describe()",
    source: "D2",
    async run({ description: { settings } }) {
      const credential = settings.find(({ name }) => name === "credential");
      expectThat(credential?.secret === true, "The setting 'credential' is not declared as a secret.");
    },
  }),
];
