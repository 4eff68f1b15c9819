import type { Scene } from "./check.ts";
import type { WholeConnector } from "./observe.ts";
import { type ConnectionReport, ConnectorError, type Description, type Settings } from "./port.ts";
import type { Vault } from "./vault.ts";

/** What a scene is set with. */
export interface ScenePlan<Kind extends Vault> {
  readonly connector: WholeConnector;
  readonly vault: Kind;
  readonly look: () => void;
  readonly description: Description;
  /** With https only. */
  readonly caFile: string | undefined;
  /** What the settings allow a call, in milliseconds. */
  readonly timeLimit: number;
  /** Settings of the connector's own. */
  readonly own: Readonly<Record<string, unknown>>;
}

/** Gives a check its connector, connected with the settings that are right, and its vault. */
export async function setScene<Kind extends Vault>(plan: ScenePlan<Kind>): Promise<Scene<Kind>> {
  const { connector, vault, look, description, caFile, timeLimit, own } = plan;
  const { address, credential } = vault;
  const settings: Settings = { ...own, address, ...(caFile === undefined ? {} : { caFile }), credential, timeLimit };
  const connect = (change: Partial<Settings> = {}) => connector.connect({ ...settings, ...change });
  const testAgain = () => connector.testConnection().catch(toReport);
  await connect();
  return {
    connector,
    vault,
    look,
    description,
    settings,
    connect,
    testAgain,
    test: (change) => connect(change).then(testAgain, toReport),
    async read(ref, change) {
      await connect(change);
      return await connector.getSecret(ref);
    },
  };
}

function toReport(error: unknown): ConnectionReport {
  if (!(error instanceof ConnectorError)) throw error;
  return { outcome: "failed", kind: error.kind, message: error.message };
}
