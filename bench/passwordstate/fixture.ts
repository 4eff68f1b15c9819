/** The keys of the timed vault; fixed, so that what is refused and what is let in differ in nothing else. */
export const KEYS = {
  system: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
  /** Of the list that holds the timed record: works until it is revoked. */
  toBeRevoked: "11112222333344445555666677778888",
  /** Good for its own list, but not from this machine. */
  elsewhere: "aaaabbbbccccddddeeeeffff00001111",
  /** Good for its own list, but not for reading. */
  addOnly: "99998888777766665555444433332222",
} as const;

/** The name of the key that is revoked, as an administrator knows it. */
export const TIMED_LIST = "Linux Servers";

/** The records that are asked for. They keep their ids however many lie around them. */
export const RECORDS = { timed: 900_001, elsewhere: 900_002, addOnly: 900_003 } as const;

/** What answers must hold when the caller is let in, and must not when not. */
export const SECRET = "Harbour-Lantern-27!";

/** A word in the title of the timed record and of no other. */
export const NEEDLE = "lantern-keeper";

/** A vault of so many records, at least three: the timed one in the midst of all, and two behind keys that must be refused. */
export function makeFixture(records: number): object {
  const generated = Math.max(0, records - Object.keys(RECORDS).length);
  const before = generated >> 1;
  // Even no record at all would load faker, which a small vault does not.
  const generate = (passwords: number) => (passwords > 0 ? { generate: { passwords } } : {});
  const record = (id: number, title: string) => ({
    id,
    title,
    userName: "root",
    password: SECRET,
    hostName: "web-01.test",
    description: "Root of the first web server",
    notes: "Console access only over the jump host",
    genericFields: ["production", "platform"],
  });
  const genericFields = [{ name: "Environment" }, { name: "Owner team" }];
  return {
    fauxvault: 1,
    seed: 20260301,
    passwordstate: {
      keys: { systemWide: { value: KEYS.system } },
      lists: [
        { name: "Before", ...generate(before) },
        {
          name: TIMED_LIST,
          genericFields,
          key: { value: KEYS.toBeRevoked },
          records: [record(RECORDS.timed, `web-01 ${NEEDLE}`)],
        },
        {
          name: "Elsewhere",
          genericFields,
          key: { value: KEYS.elsewhere, allowedIpRanges: ["203.0.113.7", "198.51.100.*"] },
          records: [record(RECORDS.elsewhere, "web-02 root")],
        },
        {
          name: "Add only",
          genericFields,
          key: { value: KEYS.addOnly, callTypes: ["add"] },
          records: [record(RECORDS.addOnly, "web-03 root")],
        },
        { name: "After", ...generate(generated - before) },
      ],
    },
  };
}
