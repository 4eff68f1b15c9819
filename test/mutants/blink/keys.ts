import { ConnectorError } from "../../../contracts/port.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { BareBlink, type KeyJson } from "./bare-connector.ts";

/** Flaws in how personal API keys are managed. */
export const keyMutants: readonly Mutant[] = [
  mutant(
    "lists keys with their values",
    ["blink.keys"],
    class extends BareBlink {
      override async listKeys() {
        return ((await super.call("GET", "apikey")) as readonly KeyJson[]).map((key) => super.toNewKey(key));
      }
    },
  ),
  mutant(
    "does not say which key is the default",
    ["blink.keys"],
    class extends BareBlink {
      override toKey({ id, name }: KeyJson) {
        return { id, name };
      }
    },
  ),
  mutant(
    "takes a new key's id for its value",
    ["blink.new-key", "blink.rotate-key"],
    class extends BareBlink {
      override toNewKey(key: KeyJson) {
        return { ...super.toNewKey(key), value: key.id };
      }
    },
  ),
  mutant(
    "says that a key is deleted, and keeps it",
    ["blink.new-key", "blink.last-key"],
    class extends BareBlink {
      override async deleteKey() {}
    },
  ),
  mutant(
    "makes room for a sixth key",
    ["blink.sixth-key"],
    class extends BareBlink {
      override async createKey(name: string) {
        const keys = await super.listKeys();
        const spare = keys.length < 5 ? undefined : keys.find(({ isDefault }) => !isDefault);
        if (spare) await super.deleteKey(spare.id);
        return super.createKey(name);
      }
    },
  ),
  mutant(
    "hands on an old key where there is no room for a new one",
    ["blink.sixth-key"],
    class extends BareBlink {
      override async createKey(name: string) {
        return super.createKey(name).catch(async () => {
          const [first] = (await super.call("GET", "apikey")) as readonly KeyJson[];
          if (first) return super.toNewKey(first);
          throw new ConnectorError("conflict", "There is no room.");
        });
      }
    },
  ),
  mutant(
    "takes it for done that the last key is kept",
    ["blink.last-key"],
    class extends BareBlink {
      override async deleteKey(id: string) {
        await super.deleteKey(id).catch(() => undefined);
      }
    },
  ),
  mutant(
    "calls the last key a missing one",
    ["blink.last-key"],
    class extends BareBlink {
      override async deleteKey(id: string) {
        await super.deleteKey(id).catch(() => {
          throw new ConnectorError("not-found", `There is no key '${id}'.`);
        });
      }
    },
  ),
  mutant(
    "hands on the value that a key had before its rotation",
    ["blink.rotate-key"],
    class extends BareBlink {
      override async rotateKey(id: string) {
        return { ...(await super.rotateKey(id)), value: this.settings.credential };
      }
    },
  ),
  mutant(
    "puts another key in the place of one that cannot be rotated",
    ["blink.rotate-other-key"],
    class extends BareBlink {
      override async rotateKey(id: string) {
        return super.rotateKey(id).catch(async () => {
          await super.deleteKey(id);
          return super.createKey("rotated");
        });
      }
    },
  ),
];
