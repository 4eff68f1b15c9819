import { createHash } from "node:crypto";
import { chmod, mkdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AuthorityError } from "./authority-error.ts";
import { type KeptAuthority, readAuthority } from "./kept-authority.ts";
import { makeAuthority } from "./make-authority.ts";
import { encodeNameConstraints } from "./name-constraints.ts";
import { readIfPresent, replaceFile, settleFile } from "./settle-file.ts";

/** The two files of an authority: the certificate for whoever is to trust it, and the key (with the certificate again). */
export interface AuthorityFiles {
  readonly caFile: string;
  readonly keyFile: string;
}

/**
 * Where an authority is kept. What it may sign for stands in its certificate, so each set of extra hosts has an authority
 * of its own: `ca.pem` for none, else `ca-<hash>.pem` with the first 8 hex digits of SHA-256 over the sorted hosts, one a line.
 */
export function nameAuthorityFiles(folder: string, extraHosts: readonly string[]): AuthorityFiles {
  const hash = createHash("sha256").update(extraHosts.join("\n")).digest("hex").slice(0, 8);
  const name = extraHosts.length === 0 ? "ca" : `ca-${hash}`;
  return { caFile: join(folder, `${name}.pem`), keyFile: join(folder, `${name}-key.pem`) };
}

/**
 * Reads the authority, or makes it where it is absent, damaged, or about to expire; sees to it that `caFile` says the same.
 * The key file is the one truth, certificate included, as two files cannot be replaced in one step.
 * Throws an AuthorityError where the folder or its files cannot be read or written.
 */
export async function keepAuthority(files: AuthorityFiles, extraHosts: readonly string[]): Promise<KeptAuthority> {
  const { caFile, keyFile } = files;
  const constraints = encodeNameConstraints(extraHosts);
  try {
    await mkdir(dirname(keyFile), { recursive: true, mode: 0o700 });
    const authority = await settleFile(
      keyFile,
      (text) => readAuthority(text, constraints),
      () => makeAuthority(constraints),
    );
    await closeToOthers(keyFile);
    const caPem = authority.certificate.toString();
    if ((await readIfPresent(caFile)) !== caPem) await replaceFile(caFile, caPem, 0o644);
    return authority;
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw explain(error, dirname(keyFile));
    throw error;
  }
}

/** A restored backup may have opened the key to others. Windows keeps access lists instead of modes. */
async function closeToOthers(keyFile: string): Promise<void> {
  if (process.platform === "win32") return;
  const { mode } = await stat(keyFile);
  if ((mode & 0o077) !== 0) await chmod(keyFile, 0o600);
}

function explain(error: Error, folder: string): AuthorityError {
  return new AuthorityError(
    `The local certificate authority cannot be kept in ${folder} (${error.message}). ` +
      "Set FAUXVAULT_HOME to a folder that you can write to.",
    { cause: error },
  );
}
