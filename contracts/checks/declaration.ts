import { liveCheck } from "../check.ts";
import { expectThat } from "../expect.ts";

/** All that a connector may ask its users for; the port's `Settings`. */
const KNOWN_SETTINGS = ["address", "caFile", "credential", "timeLimit", "reason", "ticket"];

/** How settings are called that hold secrets, whatever words stand before. */
const SECRET_NAME = /(password|passphrase|secret|token|api[-_]?key|private[-_]?key)$/i;

/** Whether a connector says truthfully what it is. */
export const declarationChecks = [
  liveCheck("declaration.settings", "live-read", {
    level: "core",
    intent: "Reads the settings that the connector declares",
    promise:
      "The connector declares each setting once, the address and the credential among them, and requires none that it does not get",
    fix: "List in describe() the settings that connect takes, under the port's names",
    source: "D1",
    async run({ description: { settings }, settings: given }) {
      const names = settings.map(({ name }) => name);
      for (const name of ["address", "credential"]) {
        const found = settings.find((setting) => setting.name === name);
        expectThat(found?.required === true, `The setting '${name}' is not declared as required.`);
      }
      expectThat(new Set(names).size === names.length, "A setting is declared twice.");
      const unknown = settings.find(
        ({ name, required }) => required && !KNOWN_SETTINGS.includes(name) && !(name in given),
      );
      expectThat(
        unknown === undefined,
        `The setting '${unknown?.name}' is required, but neither the port nor the configuration gives it.`,
      );
    },
  }),

  liveCheck("declaration.secret-settings", "live-read", {
    level: "core",
    intent: "Looks for the settings that hold secrets",
    promise:
      "The credential, and whatever else is called a password, a token or a key, is declared as a secret: no form shows it, no file stores it in the clear",
    fix: "Mark such settings with secret: true in describe()",
    source: "D2",
    async run({ description: { settings } }) {
      const credential = settings.find(({ name }) => name === "credential");
      expectThat(credential?.secret === true, "The setting 'credential' is not declared as a secret.");
      const open = settings.find(({ name, secret }) => !secret && SECRET_NAME.test(name));
      expectThat(open === undefined, `The setting '${open?.name}' is not declared as a secret, but called one.`);
    },
  }),
];
