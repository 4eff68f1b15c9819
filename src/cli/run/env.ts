import { writeFile } from "node:fs/promises";
import path from "node:path";
import { readIfPresent } from "../../http/authority/settle-file.ts";
import { CliError } from "../cli-error.ts";
import { connect, findToken } from "../connect.ts";
import type { SandboxOptions } from "../connection-options.ts";
import { print } from "../print.ts";
import { buildEnvironment } from "../show/environment.ts";
import { guessShell, renderVariables, type Shell } from "../show/shells.ts";

interface EnvOptions extends SandboxOptions {
  readonly shell?: Shell;
  readonly json?: boolean;
  readonly caFile?: string;
}

const REMARKS = [
  "For 'fauxvault env --help' how to read this into a shell.",
  "SSL_CERT_FILE, REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE replace what clients trust; the others add.",
];

/** `fauxvault env` */
export async function printEnvironment(options: EnvOptions): Promise<void> {
  const client = connect(options);
  const sandbox = client.sandbox(options.sandbox);
  const [status, info, credentials, pem] = await Promise.all([
    client.status(),
    sandbox.info(),
    sandbox.credentials(),
    client.caPem(),
  ]);
  const shared = status.doors.filter((door) => door.sandbox === "default");
  const variables = buildEnvironment({
    control: client.url,
    token: findToken(options),
    sandbox: info.id,
    doors: info.doors.length > 0 ? info.doors : shared,
    credentials,
    caFile: await placeCertificate(pem, status.caFile, options.caFile),
  });
  const shell = options.json ? "json" : (options.shell ?? guessShell(process.env, process.platform));
  print(renderVariables(shell, variables, REMARKS));
}

/** Where the certificate is on this machine: with the fauxvault on another, its path means nothing here. */
async function placeCertificate(pem: string, caFile: string, wanted: string | undefined): Promise<string> {
  if (wanted !== undefined) {
    await writeFile(wanted, pem);
    return path.resolve(wanted);
  }
  // The file of another fauxvault may lie at the same path here: one in a container keeps its own.
  if ((await readIfPresent(caFile)) === pem) return caFile;
  throw new CliError(
    `The fauxvault keeps its certificate in ${caFile}, which is not on this machine. Say where to write it: --ca-file ca.pem`,
  );
}
