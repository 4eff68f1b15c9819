import { TOTP, URI } from "otpauth";

/** The longest code that any generator shows; an address may ask for a million digits. */
const MOST_DIGITS = 10;

/** The generator that a time-based `otpauth://` address describes; nothing for any other text. See `docs/products/passwordstate.md#one-time-passwords`. */
export function readTotpAddress(address: string): TOTP | undefined {
  try {
    const otp = URI.parse(address);
    return otp instanceof TOTP && otp.digits <= MOST_DIGITS ? otp : undefined;
  } catch {
    return undefined;
  }
}
