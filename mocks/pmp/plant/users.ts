import { EngineError } from "../../../src/engine/engine-error.ts";
import type { Seeding } from "../../../src/engine/section.ts";
import { toDay } from "../dates.ts";
import { drawKey } from "../draw-key.ts";
import type { PmpPart } from "../fixture-schema.ts";
import { readHostNames } from "../host-names.ts";
import { isBuiltIn } from "../role-matrix.ts";
import type { UserRow } from "../state/users.ts";
import type { PmpState } from "../state.ts";

type PersonPart = Omit<PmpPart["users"][number], "expires" | "id"> & {
  readonly id?: number | undefined;
  readonly expires?: string | undefined;
};
type ApiUserPart = PmpPart["apiUsers"][number];

/** What a user is who has nothing of an API user. */
export const NO_API_USER = {
  HostNames: [],
  HostCheck: true,
  RestApi: false,
  Key: undefined,
  KeyMadeAt: 0,
  TokenDays: undefined,
  PublicKey: "",
  Certificate: "",
} as const satisfies Partial<UserRow>;

/** Turns a person of a fixture into a row. */
export function plantPerson(state: PmpState, part: PersonPart, seeding: Pick<Seeding, "instant">): UserRow {
  if (state.users.where("name", part.name).length > 0) throw new EngineError(`users: there are two '${part.name}'.`);
  checkRole(state, part.name, part.role);
  return state.users.insert({
    ...(part.id === undefined ? {} : { UserID: part.id }),
    ...NO_API_USER,
    Kind: "person",
    FirstName: part.firstName,
    LastName: part.lastName,
    Email: part.email,
    Password: part.password,
    SecondFactor: part.secondFactor,
    ...commonColumns(state, part, seeding),
    FullName: part.fullName || `${part.firstName} ${part.lastName}`.trim() || part.name,
  });
}

/** Turns an API user of a fixture into a row. */
export function plantApiUser(
  state: PmpState,
  part: ApiUserPart,
  seeding: Pick<Seeding, "instant" | "chance" | "clock">,
): UserRow {
  checkRole(state, part.name, part.role);
  return state.users.insert({
    ...(part.id === undefined ? {} : { UserID: part.id }),
    Kind: "api",
    FirstName: "",
    LastName: "",
    Email: part.email,
    Password: "",
    SecondFactor: "",
    ...commonColumns(state, part, seeding),
    FullName: part.fullName || part.name,
    HostNames: readHostNames(state.settings.get(1)?.Flavour ?? "pmp", part.host),
    HostCheck: part.hostCheck,
    RestApi: part.rest,
    Key: part.key === null ? undefined : (part.key ?? drawKey(seeding.chance)),
    KeyMadeAt: part.keyMade === undefined ? seeding.clock.now() : seeding.instant(part.keyMade),
    TokenDays: part.tokenDays,
    PublicKey: part.publicKey,
    Certificate: part.certificate,
  });
}

/** The user of a name; an `EngineError` when there is none. */
export function userNamed(state: PmpState, name: string): UserRow {
  const [user] = state.users.where("name", name);
  if (user) return user;
  const known = [...state.users.all()].slice(0, 20).map(({ UserName }) => UserName);
  throw new EngineError(`There is no user '${name}'. There are: ${known.join(", ")}.`);
}

function commonColumns(state: PmpState, part: PersonPart | ApiUserPart, { instant }: Pick<Seeding, "instant">) {
  const zone = state.settings.get(1)?.Zone ?? "UTC";
  return {
    UserName: part.name,
    Role: part.role,
    SuperAdmin: part.superAdministrator,
    Department: part.department,
    Location: part.location,
    Locked: part.locked,
    ExpiresOn: part.expires === undefined ? undefined : toDay(instant(part.expires), zone),
  };
}

function checkRole(state: PmpState, user: string, role: string): void {
  if (isBuiltIn(role) || state.roles.find("name", role)) return;
  throw new EngineError(`'${user}' has the role '${role}', which does not exist.`);
}
