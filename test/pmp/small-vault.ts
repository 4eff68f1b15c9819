const key = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(12)}`;

/** The keys of the small vault's API users, by name. */
export const keys = {
  builder: key("A"),
  deployer: key("B"),
  reader: key("C"),
  chief: key("D"),
  stray: key("E"),
  off: key("F"),
  late: key("1"),
  shut: key("2"),
  byAddress: key("3"),
} as const;

/** A vault with a few of everything: the `pmp` member of a fixture. */
export const smallVault = {
  users: [
    { id: 2, name: "ann", role: "Administrator", fullName: "Ann Example", password: "ann-login-1" },
    { id: 3, name: "pat", role: "Password User" },
    { id: 4, name: "aud", role: "Password Auditor" },
  ],
  apiUsers: [
    {
      id: 21,
      name: "builder",
      host: "build-01.test",
      fullName: "Build service",
      role: "Administrator",
      key: keys.builder,
    },
    { id: 22, name: "deployer", host: "build-02.test", role: "Password Administrator", key: keys.deployer },
    { id: 23, name: "reader", host: "build-01.test", role: "Password User", key: keys.reader },
    { id: 24, name: "chief", host: "build-01.test", role: "Administrator", superAdministrator: true, key: keys.chief },
    { id: 25, name: "stray", host: "nowhere.test", role: "Password User", key: keys.stray },
    { id: 26, name: "off", host: "build-01.test", role: "Password User", rest: false, key: keys.off },
    { id: 27, name: "late", host: "build-01.test", role: "Password User", expires: "2026-07-02", key: keys.late },
    { id: 28, name: "shut", host: "build-01.test", role: "Password User", locked: true, key: keys.shut },
    { id: 29, name: "byAddress", host: "127.0.0.1", role: "Password User", key: keys.byAddress },
  ],
  userGroups: [{ id: 5, name: "night shift", members: ["reader", "pat"] }],
  resources: [
    {
      ...{ id: 14, name: "ledger-01", type: "Linux", description: "ledger database", owner: "builder" },
      ...{ dnsName: "ledger-01.example.test", department: "Finance", location: "Hall 2" },
      accounts: [
        { id: 31, name: "ledger_owner", password: "quartz/81-Tern", shares: [{ user: "reader", level: "view" }] },
        { id: 32, name: "root", password: "Basalt-77!wren", notes: "console only" },
      ],
    },
    {
      ...{ id: 15, name: "gate-01", type: "Fortigate Firewall", owner: "builder", reasonRequired: true },
      shares: [{ userGroup: "night shift", level: "modify" }],
      accounts: [{ id: 33, name: "admin", password: "weak" }],
    },
    {
      ...{ id: 16, name: "vault door", type: "Windows", owner: "ann" },
      shares: [
        { user: "builder", level: "fullaccess" },
        { user: "reader", level: "view" },
      ],
      accessControl: { approvers: ["builder"] },
      accounts: [{ id: 34, name: "Administrator", password: "Garnet=55=Lark" }],
    },
    {
      ...{ id: 17, name: "anns own", type: "Linux", owner: "ann" },
      accounts: [{ id: 35, name: "root", password: "Clover+12+Otter" }],
    },
  ],
};
