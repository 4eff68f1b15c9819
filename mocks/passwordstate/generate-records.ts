import type { IdSequence } from "../../src/engine/id-sequence.ts";
import type { Seeding } from "../../src/engine/section.ts";
import { newRecord } from "./new-record.ts";
import { generatePassword } from "./rules/generate-password.ts";
import type { GeneratorPolicyRow, GenericFieldRow, PasswordListRow, PasswordRow, PasswordstateState } from "./state.ts";

/** Which list gets how many records, with passwords by which policy. */
export interface GeneratePlan {
  readonly list: PasswordListRow;
  readonly count: number;
  readonly policy: GeneratorPolicyRow;
  readonly ids: IdSequence;
}

const PURPOSES = ["web", "db", "mail", "build", "files", "ldap", "proxy", "cache", "queue", "backup", "print", "erp"];
const SITES = ["ams", "osl", "lis", "waw", "bru", "tll"];
const WELL_KNOWN = ["root", "administrator", "svc-backup", "svc-deploy", "svc-monitor", "postgres", "sa", "ansible"];
const ACCOUNTS_PER_HOST = 4;
/** How many different texts of a kind there are. Records share them, so that many records stay small. */
const POOL = 250;
const DAY = 86_400_000;

/**
 * Adds believable records to a list: hosts with one well-known account and some others each. Every title is different,
 * and the same chance gives the same records.
 */
export function generateRecords(
  state: PasswordstateState,
  { list, count, policy, ids }: GeneratePlan,
  seeding: Seeding,
): void {
  const { chance } = seeding;
  const pools = makePools(list, policy, seeding);
  let host = "";
  let first = 0;
  for (let made = 0; made < count; made += 1) {
    const account = made % ACCOUNTS_PER_HOST;
    if (account === 0) {
      host = `${chance.pick(PURPOSES)}-${chance.pick(SITES)}-${1 + made / ACCOUNTS_PER_HOST}`;
      first = chance.whole(0, POOL - 1);
    }
    const userName = account === 0 ? chance.pick(WELL_KNOWN) : (pools.accounts[(first + account) % POOL] ?? "");
    const row = newRecord(list.PasswordListID, join(host, " ", userName));
    // Assigned and not spread: a spread row takes four times the memory.
    const values: Partial<PasswordRow> = {
      HostName: join(host, ".test"),
      UserName: userName,
      Description: chance.pick(pools.descriptions),
      GenericField: chance.pick(pools.fields),
      Password: generatePassword(policy, chance),
      ExpiryDate: chance.pick(pools.expiries),
      PasswordID: ids.take(),
    };
    state.passwords.insert(Object.assign(row, values));
  }
}

function makePools(list: PasswordListRow, policy: GeneratorPolicyRow, seeding: Seeding) {
  const { chance } = seeding;
  const faker = seeding.faker();
  const day = (ahead: number) => new Date(seeding.clock.now() + ahead * DAY).toISOString().slice(0, 10);
  const fieldValue = ({ Type }: GenericFieldRow) => {
    if (Type === "Password") return generatePassword(policy, chance);
    return Type === "Date Picker" ? day(chance.whole(-700, 0)) : faker.company.buzzNoun();
  };
  return {
    // Numbered, so that no two accounts of a host have one name.
    accounts: fill((at) =>
      `${faker.hacker.abbreviation()}-${faker.hacker.noun()}-${at}`.toLowerCase().replaceAll(" ", "-"),
    ),
    descriptions: fill(
      () => `${faker.company.buzzVerb()} ${faker.company.buzzAdjective()} ${faker.company.buzzNoun()}`,
    ),
    fields: fill(() => list.GenericFields.map(fieldValue)),
    // Four in five never expire; of the others some already have.
    expiries: fill((at) => (at % 5 === 0 ? day(chance.whole(-60, 400)) : "")),
  };
}

function fill<T>(make: (at: number) => T): T[] {
  return Array.from({ length: POOL }, (_, at) => make(at));
}

/** One flat string: a template's would keep its parts alive beside it. */
function join(...parts: readonly string[]): string {
  return parts.join("");
}
