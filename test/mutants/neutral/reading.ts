import { ConnectorError, type Secret, type SecretRef } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import { type Bare, type Flaw, neutralFlaw } from "../mutant.ts";
import { confuse } from "./confuse.ts";

/** Changes values on their way in. */
function changeValues(change: (value: string) => string) {
  return (Sound: Bare) =>
    class extends Sound {
      override async getSecret(ref: SecretRef) {
        const secret = await super.getSecret(ref);
        return { ...secret, value: change(secret.value) };
      }
    };
}

/** Flaws in reading. */
export const readingFlaws: readonly Flaw[] = [
  neutralFlaw(
    "trims values",
    ["reading.values"],
    changeValues((value) => value.trim()),
  ),
  neutralFlaw(
    "takes values that look like numbers for such",
    ["reading.values"],
    changeValues((value) => (/^\d+$/.test(value) ? String(Number(value)) : value)),
  ),
  neutralFlaw(
    "takes null for what it is in JSON",
    ["reading.values"],
    changeValues((value) => (value === "null" ? "" : value)),
  ),
  neutralFlaw(
    "normalises unicode",
    ["reading.values"],
    changeValues((value) => value.normalize("NFC")),
  ),
  neutralFlaw(
    "cuts values at 4,096 characters",
    ["reading.values"],
    changeValues((value) => value.slice(0, 4096)),
  ),
  neutralFlaw(
    "unescapes HTML",
    ["reading.values"],
    changeValues((value) => value.replaceAll("&amp;", "&")),
  ),
  neutralFlaw(
    "takes a description for a user name",
    ["reading.fields"],
    (Sound) =>
      class extends Sound {
        override async getSecret(ref: SecretRef) {
          const { userName, description, ...secret } = await super.getSecret(ref);
          return { ...secret, userName: description ?? "", description: userName ?? "" };
        }
      },
  ),
  neutralFlaw(
    "remembers which secret has a name",
    ["reading.name-moves"],
    (Sound) =>
      class extends Sound {
        readonly #known = new Map<string, SecretRef>();
        override async resolve(ref: SecretRef) {
          const name = ref.id === undefined ? `${ref.container} ${ref.name}` : undefined;
          const found = (name !== undefined && this.#known.get(name)) || (await super.resolve(ref));
          if (name !== undefined) this.#known.set(name, found);
          return found;
        }
      },
  ),
  neutralFlaw(
    "remembers that a name was not there",
    ["reading.name-moves"],
    (Sound) =>
      class extends Sound {
        readonly #missed = new Set<string>();
        override async resolve(ref: SecretRef) {
          const { name = "" } = ref;
          if (this.#missed.has(name)) throw new ConnectorError("not-found", `There is no '${name}'.`);
          return super.resolve(ref).catch((error: unknown) => {
            if (error instanceof ConnectorError && error.kind === "not-found") this.#missed.add(name);
            throw error;
          });
        }
      },
  ),
  neutralFlaw(
    "reads another secret than it was asked for",
    ["reading.by-id"],
    (Sound) =>
      class extends Sound {
        override getSecret(ref: SecretRef) {
          return super.getSecret({ ...ref, id: String(Number(ref.id) + 1) });
        }
      },
  ),
  neutralFlaw(
    "takes a name for any name that holds it",
    ["reading.by-name"],
    (Sound) =>
      class extends Sound {
        override async resolve(ref: SecretRef) {
          const { id, name = "", container = "" } = ref;
          const [found] = id === undefined ? await this.findSecrets({ name, container }) : [ref];
          return { id: found?.id ?? "0", container };
        }
      },
  ),
  neutralFlaw(
    "unescapes the names that it looks up",
    ["reading.names"],
    (Sound) =>
      class extends Sound {
        override resolve({ name, ...ref }: SecretRef) {
          return super.resolve(name === undefined ? ref : { ...ref, name: name.replaceAll("\\", "") });
        }
      },
  ),
  neutralFlaw(
    "squeezes the names that it looks up",
    ["reading.names"],
    (Sound) =>
      class extends Sound {
        override resolve({ name, ...ref }: SecretRef) {
          return super.resolve(name === undefined ? ref : { ...ref, name: name.replaceAll(/\s+/g, " ") });
        }
      },
  ),
  neutralFlaw(
    "does not say which secret is missing",
    ["reading.missing"],
    (Sound) =>
      class extends Sound {
        override judge(answer: Answer) {
          return super.judge(answer, "something");
        }
      },
  ),
  neutralFlaw(
    "takes a missing secret for a broken protocol",
    ["reading.missing", "reading.removed-at-target"],
    confuse("not-found", "protocol"),
  ),
  neutralFlaw(
    "writes down that it has read",
    ["reading.repeat"],
    (Sound) =>
      class extends Sound {
        override async getSecret(ref: SecretRef) {
          await super.updateSecret(ref, { description: "was read" });
          return super.getSecret(ref);
        }
      },
  ),
  neutralFlaw(
    "keeps what it has read",
    ["reading.changed-at-target", "reading.removed-at-target", "connection.revoked-credential"],
    (Sound) =>
      class extends Sound {
        readonly #kept = new Map<string | undefined, Secret>();
        override async getSecret(ref: SecretRef) {
          const secret = this.#kept.get(ref.id) ?? (await super.getSecret(ref));
          this.#kept.set(ref.id, secret);
          return secret;
        }
      },
  ),
  neutralFlaw(
    "keeps the secret in question in itself",
    ["reading.parallel"],
    (Sound) =>
      class extends Sound {
        #ref: SecretRef = {};
        override async getSecret(ref: SecretRef) {
          this.#ref = ref;
          await super.probe();
          return super.getSecret(this.#ref);
        }
      },
  ),
  neutralFlaw(
    "calls a secret of somebody else a broken protocol",
    ["reading.forbidden"],
    (Sound) =>
      class extends Sound {
        override async getSecret(ref: SecretRef) {
          return super.getSecret(ref).catch((error: unknown) => {
            const isRefused = error instanceof ConnectorError && /forbidden|unauthenticated/.test(error.kind);
            throw isRefused ? new ConnectorError("protocol", error.message) : error;
          });
        }
      },
  ),
  neutralFlaw(
    "looks names up without regard to capitals",
    ["reading.name-case"],
    (Sound) =>
      class extends Sound {
        override async resolve(ref: SecretRef) {
          const { id, name = "", container = "" } = ref;
          if (id !== undefined) return ref;
          const found = (await this.findSecrets({ container })).find(
            (one) => one.name.toLowerCase() === name.toLowerCase(),
          );
          return found ? { id: found.id, container } : super.resolve(ref);
        }
      },
  ),
  neutralFlaw(
    "asks for everything twice",
    ["reading.few-requests"],
    (Sound) =>
      class extends Sound {
        override async exchange(method: string, path: string, body: string) {
          if (method === "GET") await super.exchange(method, path, body);
          return super.exchange(method, path, body);
        }
      },
  ),
  neutralFlaw(
    "tries the path of an older version first",
    ["reading.few-requests"],
    (Sound) =>
      class extends Sound {
        override async exchange(method: string, path: string, body: string) {
          await super.exchange("GET", "v0", "");
          return super.exchange(method, path, body);
        }
      },
  ),
];
