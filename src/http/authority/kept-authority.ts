import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { DAY } from "./validity.ts";

/** An authority as it is kept: its certificate and the key that signs. */
export interface KeptAuthority {
  readonly certificate: X509Certificate;
  readonly privateKey: KeyObject;
}

const RENEW_BEFORE = 30 * DAY;

/**
 * Reads what `makeAuthority` wrote (two PEM blocks, key and certificate).
 * Gives undefined for whatever cannot be used: a damaged text, a key of another certificate, other name constraints than
 * the given ones, not valid now or not for another 30 days.
 */
export function readAuthority(text: string, nameConstraints: Buffer, now = new Date()): KeptAuthority | undefined {
  let authority: KeptAuthority;
  try {
    authority = { privateKey: createPrivateKey(text), certificate: new X509Certificate(text) };
  } catch {
    return undefined;
  }
  const { certificate, privateKey } = authority;
  const belongs =
    certificate.ca && certificate.raw.includes(nameConstraints) && certificate.checkPrivateKey(privateKey);
  const isCurrent =
    Date.parse(certificate.validFrom) <= now.getTime() &&
    Date.parse(certificate.validTo) > now.getTime() + RENEW_BEFORE;
  return belongs && isCurrent && privateKey.asymmetricKeyDetails?.namedCurve === "prime256v1" ? authority : undefined;
}
