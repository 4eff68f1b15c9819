import {
  ConnectorError,
  type NewSecret,
  type SecretChange,
  type SecretRef,
  type UpdateState,
} from "../../../contracts/port.ts";
import { type Flaw, neutralFlaw } from "../mutant.ts";

/** Flaws in writing. */
export const writingFlaws: readonly Flaw[] = [
  neutralFlaw(
    "deletes nothing",
    ["writing.round-trip", "writing.missing-delete"],
    (Sound) =>
      class extends Sound {
        override async deleteSecret() {}
      },
  ),
  neutralFlaw(
    "leaves a second secret behind",
    ["writing.round-trip", "writing.interrupted"],
    (Sound) =>
      class extends Sound {
        override async createSecret(secret: NewSecret) {
          await super.createSecret({ ...secret, name: `${secret.name} (copy)` }).catch(() => undefined);
          return super.createSecret(secret);
        }
      },
  ),
  neutralFlaw(
    "updates nothing but the name",
    ["writing.round-trip", "writing.update-keeps-rest"],
    (Sound) =>
      class extends Sound {
        override updateSecret(ref: SecretRef, { value: _lost, ...change }: SecretChange) {
          return super.updateSecret(ref, change);
        }
      },
  ),
  neutralFlaw(
    "overwrites what an update does not name",
    ["writing.update-keeps-rest"],
    (Sound) =>
      class extends Sound {
        override updateSecret(ref: SecretRef, change: SecretChange) {
          return super.updateSecret(ref, { userName: "-", description: "-", ...change });
        }
      },
  ),
  neutralFlaw(
    "trims what it writes",
    ["writing.values"],
    (Sound) =>
      class extends Sound {
        override createSecret(secret: NewSecret) {
          return super.createSecret({ ...secret, value: secret.value.trim() || "-" });
        }
      },
  ),
  neutralFlaw(
    "forgets what is to be said of a secret",
    ["writing.fields"],
    (Sound) =>
      class extends Sound {
        override createSecret({ userName: _lost, description: _gone, ...secret }: NewSecret) {
          return super.createSecret(secret);
        }
      },
  ),
  neutralFlaw(
    "calls the deletion of nothing a success, and declares a failure",
    ["writing.missing-delete"],
    (Sound) =>
      class extends Sound {
        override async deleteSecret(ref: SecretRef) {
          await super.deleteSecret(ref).catch((error: unknown) => {
            if (!(error instanceof ConnectorError) || error.kind !== "not-found") throw error;
          });
        }
      },
  ),
  neutralFlaw(
    "takes a refused write for done",
    ["writing.denied"],
    (Sound) =>
      class extends Sound {
        override async updateSecret(ref: SecretRef, change: SecretChange): Promise<UpdateState> {
          return super.updateSecret(ref, change).catch(() => ({ state: "done" }));
        }
      },
  ),
  neutralFlaw(
    "creates again under another name what is there already",
    ["writing.second-create"],
    (Sound) =>
      class extends Sound {
        override async createSecret(secret: NewSecret) {
          try {
            return await super.createSecret(secret);
          } catch (error) {
            if (!(error instanceof ConnectorError) || error.kind !== "conflict") throw error;
            return super.createSecret({ ...secret, name: `${secret.name} (2)` });
          }
        }
      },
  ),
  neutralFlaw(
    "updates what is there already, and declares a conflict",
    ["writing.second-create"],
    (Sound) =>
      class extends Sound {
        override async createSecret(secret: NewSecret) {
          const { name, container, value } = secret;
          const taken = (await super.findSecrets({ name, container })).find((one) => one.name === name);
          if (!taken) return super.createSecret(secret);
          await super.updateSecret({ id: taken.id, container }, { value });
          return taken;
        }
      },
  ),
  neutralFlaw(
    "takes a refused create for done",
    ["writing.denied-probe", "writing.denied"],
    (Sound) =>
      class extends Sound {
        override createSecret(secret: NewSecret) {
          return super.createSecret(secret).catch((error: unknown) => {
            if (!(error instanceof ConnectorError) || error.kind !== "forbidden") throw error;
            return { id: "0", name: secret.name };
          });
        }
      },
  ),
  neutralFlaw(
    "makes what the vault refuses fit",
    ["writing.policy"],
    (Sound) =>
      class extends Sound {
        override createSecret(secret: NewSecret) {
          return super.createSecret(secret).catch((error: unknown) => {
            const isRefused = error instanceof ConnectorError && /invalid|forbidden/.test(error.kind);
            if (!isRefused) throw error;
            const { name, container } = secret;
            return super.createSecret({ name, container, value: "Aa1!Aa1!" });
          });
        }
      },
  ),
  neutralFlaw(
    "takes another name for a second try",
    ["writing.retried"],
    (Sound) =>
      class extends Sound {
        #failures = 0;
        override createSecret(secret: NewSecret) {
          const name = this.#failures === 0 ? secret.name : `${secret.name} (${this.#failures})`;
          return super.createSecret({ ...secret, name }).catch((error: unknown) => {
            this.#failures += 1;
            throw error;
          });
        }
      },
  ),
  neutralFlaw(
    "makes every change twice",
    ["writing.once"],
    (Sound) =>
      class extends Sound {
        override async updateSecret(ref: SecretRef, change: SecretChange) {
          await super.updateSecret(ref, change);
          return super.updateSecret(ref, change);
        }
      },
  ),
  neutralFlaw(
    "gives the reason with reads alone",
    ["writing.reason"],
    (Sound) =>
      class extends Sound {
        override async updateSecret(ref: SecretRef, change: SecretChange) {
          const { settings } = this;
          const { reason: _unsent, ...others } = settings;
          this.settings = others;
          return super.updateSecret(ref, change).finally(() => {
            this.settings = settings;
          });
        }
      },
  ),
];
