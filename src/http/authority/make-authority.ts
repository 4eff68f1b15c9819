import { KeyObject, webcrypto } from "node:crypto";
import { loadX509 } from "./load-x509.ts";
import { NAME_CONSTRAINTS_OID } from "./name-constraints.ts";
import { makeValidity, type Validity } from "./validity.ts";

/** How the project's keys are made: elliptic, as an RSA key would take a hundred times as long. */
export const KEY_ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;

const AUTHORITY_DAYS = 5 * 365;

/**
 * Makes a certificate authority that may sign for the names in `nameConstraints` only, and for servers directly.
 * Gives two PEM blocks in one text: the private key (PKCS #8), then the certificate.
 */
export async function makeAuthority(
  nameConstraints: Buffer,
  validity: Validity = makeValidity(AUTHORITY_DAYS),
): Promise<string> {
  const [x509, keys] = await Promise.all([loadX509(), webcrypto.subtle.generateKey(KEY_ALGORITHM, true, ["sign"])]);
  const identifier = await x509.SubjectKeyIdentifierExtension.create(keys.publicKey);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // A name of its own for each authority, so that several in one trust store are told apart.
    name: `CN=fauxvault local authority ${identifier.keyId.slice(0, 8)}, O=fauxvault`,
    keys,
    ...validity,
    signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.Extension(NAME_CONSTRAINTS_OID, true, nameConstraints),
      identifier,
      await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const privateKey = KeyObject.from(keys.privateKey).export({ type: "pkcs8", format: "pem" });
  return `${privateKey}${certificate.toString("pem")}\n`;
}
