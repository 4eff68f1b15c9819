const HOUR = 3_600_000;

/** Milliseconds in a day. */
export const DAY = 24 * HOUR;

/** From when to when a certificate is valid. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Validity from an hour ago, for clients whose clock is a little behind, to `days` from now. */
export function makeValidity(days: number, now = new Date()): Validity {
  return { notBefore: new Date(now.getTime() - HOUR), notAfter: new Date(now.getTime() + days * DAY) };
}

/** Validity that ended an hour ago. */
export function makePastValidity(now = new Date()): Validity {
  return { notBefore: new Date(now.getTime() - 30 * DAY), notAfter: new Date(now.getTime() - HOUR) };
}
