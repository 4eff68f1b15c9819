import { setTimeout as pause } from "node:timers/promises";
import { CliError } from "../cli-error.ts";
import { connect } from "../connect.ts";

/** How long to wait for whoever has the port, in milliseconds: a fauxvault that starts itself is slow to answer. */
const PATIENCE = 5_000;

/** Throws a start's error again; where a port is taken and a fauxvault runs at the control port, with a word on that. */
export async function explainTakenPorts(
  error: unknown,
  { port = {}, freePorts }: { readonly port?: Readonly<Record<string, number>>; readonly freePorts?: boolean },
): Promise<never> {
  const isTaken = error instanceof Error && error.name === "HttpFloorError" && /^Port \d+ /m.test(error.message);
  if (!isTaken || freePorts || port.control === 0) throw error;
  const client = connect({ control: `http://127.0.0.1:${port.control ?? 9400}` }, {});
  const answers = client.health().then(
    ({ version }) => version,
    () => undefined,
  );
  const version = await Promise.race([answers, pause(PATIENCE, undefined, { ref: false })]);
  if (version === undefined) throw error;
  throw new CliError(
    `${error.message}\nfauxvault ${version} runs at ${client.url} already: 'fauxvault status' shows it.`,
  );
}
