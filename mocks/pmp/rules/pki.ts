import type { Visit } from "../access.ts";
import { toMoment } from "../dates.ts";
import { isAdministratorType } from "../role-matrix.ts";
import type { PkiRow } from "../state/pki.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";
import { notThere } from "./find.ts";

/** Refuses who is of no administrator type (`pki`). */
export function demandAdministrator({ state, access }: Visit): void {
  const { user, rights } = access;
  if (isAdministratorType(user.Role, rights)) return;
  const why = `keys and certificates are for administrator types, and ${user.UserName} is a ${user.Role}`;
  throw new PmpRefusal(textOf(state, "not-permitted"), why);
}

/** Every SSH key, or every certificate; see `docs/products/pmp.md#pki`. */
export function listPki({ state }: Visit, kind: PkiRow["Kind"]): PkiRow[] {
  return state.pki.where("kind", kind);
}

/** The SSH key of a name. */
export function findSshKey(visit: Visit, name: string): PkiRow {
  const row = listPki(visit, "ssh-key").find(({ Name }) => Name === name);
  if (row) return row;
  throw notThere(visit, "no-ssh-key", `there is no SSH key '${name}'`);
}

/** The certificate of a common name, and of a serial number where one is given. */
export function findCertificate(visit: Visit, name: string, serialNumber: string | undefined): PkiRow {
  const row = listPki(visit, "certificate").find(({ Name, SerialNumber }) => {
    return Name === name && (serialNumber === undefined || SerialNumber === serialNumber);
  });
  if (row) return row;
  const number = serialNumber === undefined ? "" : ` with the serial number '${serialNumber}'`;
  throw notThere(visit, "no-certificate", `there is no certificate of '${name}'${number}`);
}

/** A certificate as it stands in a list. */
export function toCertificateRow({ state }: Visit, { Name, SerialNumber, ValidUntil }: PkiRow): object {
  const zone = state.settings.get(1)?.Zone ?? "UTC";
  const expiry = ValidUntil === undefined ? "N/A" : toMoment(ValidUntil, zone);
  return { common_name: Name, serial_number: SerialNumber, expiry_date: expiry };
}
