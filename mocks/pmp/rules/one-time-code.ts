import { Secret, TOTP } from "otpauth";

/** Whether a text is a secret for one-time codes: Base32, and not empty. */
export function isBase32(text: string): boolean {
  return readSecret(text) !== undefined;
}

/** The code of a secret at an instant, six digits for 30 seconds; undefined where the secret is none. */
export function codeAt(secret: string, instant: number): string | undefined {
  const read = readSecret(secret);
  return read && new TOTP({ secret: read }).generate({ timestamp: instant });
}

/** Whether a code is the one of an instant, or of the 30 seconds before or behind it. */
export function isCodeOf(secret: string, code: string, instant: number): boolean {
  const read = readSecret(secret);
  if (!read || !/^\d{6}$/.test(code)) return false;
  return new TOTP({ secret: read }).validate({ token: code, timestamp: instant, window: 1 }) !== null;
}

function readSecret(text: string): Secret | undefined {
  try {
    return text === "" ? undefined : Secret.fromBase32(text);
  } catch {
    return undefined;
  }
}
