import { resolve } from "node:path";
import type { SecureContext } from "node:tls";
import { AuthorityError } from "./authority-error.ts";
import { defaultAuthorityFolder } from "./default-authority-folder.ts";
import { isPermitted, readHosts, selectExtraHosts } from "./host-names.ts";
import { issueLeaf } from "./issue-leaf.ts";
import { keepAuthority, nameAuthorityFiles } from "./keep-authority.ts";
import { type KeptAuthority, readAuthority } from "./kept-authority.ts";
import { makeAuthority } from "./make-authority.ts";
import { encodeNameConstraints } from "./name-constraints.ts";
import { DAY, makePastValidity, makeValidity } from "./validity.ts";

/** Where the authority lives and what it signs for. */
export interface AuthorityOptions {
  /** Default: `defaultAuthorityFolder()`. */
  readonly folder?: string;
  /** Names and addresses the fixture uses beside localhost, `*.test` and loopback. */
  readonly hosts?: readonly string[];
}

/** A certificate authority of this user and machine, and the server certificates it signs. */
export interface Authority {
  /** The path of the certificate that clients are to trust; there may be no file until the first use. */
  readonly caFile: string;
  /** That certificate as PEM. Makes the authority when it is absent. Throws AuthorityError. */
  caPem(): Promise<string>;
  /** What a TLS listener needs, cached per wish. Makes the authority when it is absent. Throws AuthorityError. */
  secureContext(wish?: LeafWish): Promise<SecureContext>;
}

/** What a server's certificate should be like, beside the ordinary. */
export interface LeafWish {
  /** Names beside localhost, 127.0.0.1, ::1 and the authority's hosts; it must be permitted to sign for them. */
  readonly hosts?: readonly string[];
  /** The one thing that is wrong with the certificate. */
  readonly fault?: "wrong-host" | "expired" | "unknown-authority";
}

const LEAF_DAYS = 90;
const RENEW_AFTER = 60 * DAY;
// Wishes can come from the names that clients ask for, so their number has an end.
const MOST_CONTEXTS = 100;
const OWN_HOSTS = ["localhost", "127.0.0.1", "::1"];
const WRONG_HOST = "wrong-host.test";

/**
 * Opens the authority without touching the disk or making a key: that waits for the first certificate.
 * Throws an AuthorityError for a host that no certificate can carry.
 */
export function openAuthority(options: AuthorityOptions = {}): Authority {
  const hosts = readHosts(options.hosts ?? []);
  const extraHosts = selectExtraHosts(hosts);
  const files = nameAuthorityFiles(resolve(options.folder ?? defaultAuthorityFolder()), extraHosts);
  const contexts = new Map<string, { readonly madeAt: number; readonly context: Promise<SecureContext> }>();
  let kept: Promise<KeptAuthority> | undefined;

  function keep(): Promise<KeptAuthority> {
    kept ??= keepAuthority(files, extraHosts).catch((error: unknown) => {
      kept = undefined;
      throw error;
    });
    return kept;
  }

  function readLeafHosts(wish: LeafWish): readonly string[] {
    const wished = readHosts(wish.hosts ?? []);
    const refused = wished.find((host) => !isPermitted(host, extraHosts));
    if (refused !== undefined) {
      throw new AuthorityError(
        `The authority in ${files.caFile} may not sign for ${refused}. Name it among the fixture's hosts, or use a name below .test.`,
      );
    }
    return readHosts([...OWN_HOSTS, ...hosts, ...wished]);
  }

  async function makeContext(leafHosts: readonly string[], fault: LeafWish["fault"]): Promise<SecureContext> {
    const authority = fault === "unknown-authority" ? await makeStranger(extraHosts) : await keep();
    const validity = fault === "expired" ? makePastValidity() : makeValidity(LEAF_DAYS);
    const { createSecureContext } = await import("node:tls");
    return createSecureContext(await issueLeaf(authority, fault === "wrong-host" ? [WRONG_HOST] : leafHosts, validity));
  }

  return {
    caFile: files.caFile,

    async caPem() {
      return (await keep()).certificate.toString();
    },

    async secureContext(wish = {}) {
      const leafHosts = readLeafHosts(wish);
      const key = [wish.fault ?? "", ...leafHosts].join(" ");
      const cached = contexts.get(key);
      if (cached !== undefined && Date.now() - cached.madeAt < RENEW_AFTER) return cached.context;
      const context = makeContext(leafHosts, wish.fault);
      contexts.set(key, { madeAt: Date.now(), context });
      const [oldest] = contexts.keys();
      if (contexts.size > MOST_CONTEXTS && oldest !== undefined) contexts.delete(oldest);
      // A folder that could not be written may be writable the next time.
      context.catch(() => contexts.delete(key));
      return context;
    },
  };
}

/** An authority that nobody keeps, so nobody can trust it. */
async function makeStranger(extraHosts: readonly string[]): Promise<KeptAuthority> {
  const constraints = encodeNameConstraints(extraHosts);
  const stranger = readAuthority(await makeAuthority(constraints), constraints);
  if (stranger === undefined) throw new AuthorityError("A new authority is not valid now. Check this machine's date.");
  return stranger;
}
