import { KeyObject, webcrypto } from "node:crypto";
import { isIP } from "node:net";
import type { KeptAuthority } from "./kept-authority.ts";
import { loadX509 } from "./load-x509.ts";
import { KEY_ALGORITHM } from "./make-authority.ts";
import type { Validity } from "./validity.ts";

/** A server's certificate with its key, both as PEM. */
export interface Leaf {
  readonly cert: string;
  readonly key: string;
}

/** Signs a certificate for a server that answers to these names and addresses (as `readHosts` gives them). */
export async function issueLeaf(authority: KeptAuthority, hosts: readonly string[], validity: Validity): Promise<Leaf> {
  const { subtle } = webcrypto;
  const [x509, keys, signingKey] = await Promise.all([
    loadX509(),
    subtle.generateKey(KEY_ALGORITHM, true, ["sign"]),
    subtle.importKey("pkcs8", authority.privateKey.export({ type: "pkcs8", format: "der" }), KEY_ALGORITHM, false, [
      "sign",
    ]),
  ]);
  const issuer = new x509.X509Certificate(authority.certificate.raw);
  const names = hosts.map((value) => ({ type: isIP(value) === 0 ? ("dns" as const) : ("ip" as const), value }));
  const certificate = await x509.X509CertificateGenerator.create({
    subject: "CN=fauxvault, O=fauxvault",
    issuer: issuer.subjectName,
    publicKey: keys.publicKey,
    signingKey,
    ...validity,
    signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  const key = KeyObject.from(keys.privateKey).export({ type: "pkcs8", format: "pem" });
  return { cert: certificate.toString("pem"), key: key.toString() };
}
