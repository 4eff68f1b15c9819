import type { TOTP } from "otpauth";
import type { Visit } from "../access.ts";
import { statusOf } from "../choice.ts";
import type { PasswordRow } from "../state.ts";
import { PasswordstateRefusal } from "../wire.ts";
import { auditRead } from "./audit.ts";
import { readRecord } from "./read-record.ts";
import { readTotpAddress } from "./totp-address.ts";

/** The code that a record's `otpauth://` address gives now, by the sandbox's clock; see `docs/products/passwordstate.md#one-time-passwords`. */
export function readOneTimePassword(visit: Visit, id: number): string {
  const { record } = readRecord(visit, id);
  const code = readTotp(visit, record).generate({ timestamp: visit.sandbox.clock.now() });
  auditRead(visit, "One-Time Password Retrieved", record);
  return code;
}

function readTotp({ sandbox }: Visit, { PasswordID: id, OTPUri }: PasswordRow): TOTP {
  const otp = OTPUri === "" ? undefined : readTotpAddress(OTPUri);
  if (otp) return otp;
  const why =
    OTPUri === ""
      ? `record ${id} has no OTPUri`
      : `record ${id} has an OTPUri, but not a time-based otpauth:// address`;
  const phrase = `No One-Time Password is configured for the Password of ID '${id}'.`;
  throw new PasswordstateRefusal(statusOf(sandbox, "no-otp-secret"), phrase, why);
}
