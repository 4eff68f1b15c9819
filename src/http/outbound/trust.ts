import type { SecureContext } from "node:tls";

/**
 * Trust in the roots that come with Node, and in fauxvault's own authority beside them, made at the first use of TLS. Without that
 * authority, should it not be there, the roots alone are trusted.
 */
export function openTrust(
  caPem: () => Promise<string>,
  onTrouble: (error: unknown) => void,
): () => Promise<SecureContext> {
  let known: { readonly pem: string; readonly context: SecureContext } | undefined;
  return async () => {
    const pem = await caPem().catch((error: unknown) => {
      onTrouble(error);
      return "";
    });
    // Not with the program: it would delay every start.
    const { createSecureContext, rootCertificates } = await import("node:tls");
    // Reading a hundred roots takes a while: once for each authority.
    if (known?.pem !== pem) {
      known = { pem, context: createSecureContext({ ca: [...rootCertificates, ...(pem === "" ? [] : [pem])] }) };
    }
    return known.context;
  };
}
