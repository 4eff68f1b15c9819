import { expect, test } from "vitest";
import { section } from "../../mocks/pmp/section.ts";
import { makeWorld } from "../../src/control/make-world.ts";
import { readFixtureText, tryFixture } from "../../src/engine/fixture-file.ts";

const world = makeWorld();

/** The problems of a fixture's part `pmp`, each as a line: `4:7 users[0].id: …`. */
async function problemsOf(...lines: string[]): Promise<string[]> {
  const text = ["fauxvault: 1", "pmp:", ...lines, ""].join("\n");
  const { problems = [] } = await readFixtureText(text, "given.yaml", world);
  return problems.map(({ line, column, path, message }) => {
    return `${line}:${column} ${path}: ${message}`.replaceAll("pmp.", "");
  });
}

test("an id or a name that is given twice is placed at the second, which names the first", async () => {
  const problems = await problemsOf(
    "  users: [{ id: 7, name: ann }, { id: 8, name: ann }]",
    "  apiUsers: [{ id: 7, name: svc, host: a.test }, { name: svc, host: A.test }, { name: svc, host: b.test }, { name: ann, host: c.test }]",
    "  userGroups: [{ id: 1, name: night }, { id: 1, name: night }]",
    "  resources:",
    "    - { id: 3, name: web, accounts: [{ id: 5, name: root }, { id: 6, name: root, passwdId: 9 }] }",
    "    - { id: 3, name: web, accounts: [{ id: 5, name: root }, { name: sa, passwdId: 9 }] }",
    "  resourceGroups: [{ id: 2, name: all }, { id: 2, name: all }]",
    "  resourceTypes: [{ name: Bench }, { name: Bench }]",
    "  roles: [{ id: 1, name: Desk, rights: [] }, { id: 1, name: Desk, rights: [] }, { name: Administrator, rights: [] }]",
    "  customFields: [{ of: account, label: Rack }, { of: resource, label: Rack }, { of: account, label: Rack }]",
    "  sshKeys: [{ name: deploy }, { name: deploy }]",
    '  certificates: [{ commonName: a.test, serialNumber: "1" }, { commonName: a.test, serialNumber: "1" }]',
  );
  expect(problems).toEqual([
    "3:42 users[1].name: The user 'ann' is users[0] already.",
    "4:16 apiUsers[0].id: The id 7 is that of users[0]; people and API users share one sequence of ids.",
    "4:63 apiUsers[1].host: An API user of this name is bound to this host already: apiUsers[0].",
    "4:110 apiUsers[3].name: The user 'ann' is users[0] already.",
    "5:42 userGroups[1].id: The id 1 is that of userGroups[0].",
    "5:49 userGroups[1].name: The user group 'night' is userGroups[0] already.",
    "7:70 resources[0].accounts[1].name: The account 'root' is resources[0].accounts[0] already.",
    "8:9 resources[1].id: The id 3 is that of resources[0].",
    "8:16 resources[1].name: The resource 'web' is resources[0] already.",
    "8:40 resources[1].accounts[0].id: The id 5 is that of resources[0].accounts[0]; no two accounts of a vault share one.",
    "8:73 resources[1].accounts[1].passwdId: The passwdId 9 is that of resources[0].accounts[1].",
    "9:44 resourceGroups[1].id: The id 2 is that of resourceGroups[0].",
    "9:51 resourceGroups[1].name: The resource group 'all' is resourceGroups[0] already.",
    "10:38 resourceTypes[1].name: The type 'Bench' is resourceTypes[0] already.",
    "11:48 roles[1].id: The id 1 is that of roles[0].",
    "11:55 roles[1].name: The role 'Desk' is roles[0] already.",
    "11:83 roles[2].name: 'Administrator' is a role that every vault has.",
    "12:94 customFields[2].label: This is the label of customFields[0] already.",
    "13:33 sshKeys[1].name: The SSH key 'deploy' is sshKeys[0] already.",
    "14:83 certificates[1].serialNumber: The certificate of this name and serial number is certificates[0] already.",
  ]);
});

test("a name that nothing has is found wherever it stands, all of them at once", async () => {
  const problems = await problemsOf(
    "  users: [{ name: ann, role: Boss }]",
    "  apiUsers: [{ name: svc, host: a.test, role: Clerk }]",
    "  userGroups: [{ name: night, members: [svc, bob] }]",
    "  resources:",
    "    - name: web",
    "      type: Toaster",
    "      owner: carol",
    "      policy: Iron",
    "      customFields: { Rack: R1 }",
    "      accessControl: { approvers: [dave] }",
    "      shares: [{ user: erin }, { userGroup: day }, { user: svc }]",
    "      accounts:",
    "        - name: root",
    "          policy: Steel",
    "          owner: frank",
    "          favouriteOf: [ann, grace]",
    "          customFields: { Team: ops }",
    "          accessControl: { approvers: [heidi] }",
    "          shares: [{ user: ivan }]",
    "          requests: [{ by: judy, approvedBy: [ann, mallory] }]",
    "  resourceGroups: [{ name: all, owner: nobody, resources: [web, gone], shares: [{ userGroup: dusk }] }]",
    "  generate: { resources: 2, owner: trent }",
  );
  expect(problems).toEqual([
    "3:24 users[0].role: There is no role 'Boss'. There are: Privileged Administrator, Administrator, Password Administrator, Password User, Password Auditor.",
    "4:41 apiUsers[0].role: There is no role 'Clerk'. There are: Privileged Administrator, Administrator, Password Administrator, Password User, Password Auditor.",
    "5:46 userGroups[0].members[1]: There is no user 'bob'. There are: admin, ann, svc.",
    "8:7 resources[0].type: There is no resource type 'Toaster'. There are: Windows, WindowsDomain, Linux, MS SQL Server, Fortigate Firewall, Database Computer, Web Site Accounts, File Store, Key Store, License Store.",
    "9:7 resources[0].owner: There is no user 'carol'. There are: admin, ann, svc.",
    "10:7 resources[0].policy: There is no password policy 'Iron'. There are: Strong, Medium, Low, Offline Password File.",
    "11:23 resources[0].customFields.Rack: There is no custom field 'Rack'. There is none.",
    "12:36 resources[0].accessControl.approvers[0]: There is no user 'dave'. There are: admin, ann, svc.",
    "13:18 resources[0].shares[0].user: There is no user 'erin'. There are: admin, ann, svc.",
    "13:34 resources[0].shares[1].userGroup: There is no user group 'day'. There are: night.",
    "16:11 resources[0].accounts[0].policy: There is no password policy 'Steel'. There are: Strong, Medium, Low, Offline Password File.",
    "17:11 resources[0].accounts[0].owner: There is no user 'frank'. There are: admin, ann, svc.",
    "18:30 resources[0].accounts[0].favouriteOf[1]: There is no user 'grace'. There are: admin, ann, svc.",
    "19:27 resources[0].accounts[0].customFields.Team: There is no custom field 'Team'. There is none.",
    "20:40 resources[0].accounts[0].accessControl.approvers[0]: There is no user 'heidi'. There are: admin, ann, svc.",
    "21:22 resources[0].accounts[0].shares[0].user: There is no user 'ivan'. There are: admin, ann, svc.",
    "22:24 resources[0].accounts[0].requests[0].by: There is no user 'judy'. There are: admin, ann, svc.",
    "22:52 resources[0].accounts[0].requests[0].approvedBy[1]: There is no user 'mallory'. There are: admin, ann, svc.",
    "23:33 resourceGroups[0].owner: There is no user 'nobody'. There are: admin, ann, svc.",
    "23:65 resourceGroups[0].resources[1]: There is no resource 'gone'. There are: web.",
    "23:83 resourceGroups[0].shares[0].userGroup: There is no user group 'dusk'. There are: night.",
    "24:29 generate.owner: There is no user 'trent'. There are: admin, ann, svc.",
  ]);
});

test("what is shared with nobody, or with both, or twice with one, is found", async () => {
  const problems = await problemsOf(
    "  users: [{ name: ann }]",
    "  userGroups: [{ name: night }]",
    "  resources:",
    "    - name: web",
    "      shares: [{ level: view }, { user: ann, userGroup: night }, { user: ann }, { user: ann, level: modify }]",
  );
  expect(problems).toEqual([
    "7:16 resources[0].shares[0]: expected a user or a userGroup",
    "7:33 resources[0].shares[1]: expected a user or a userGroup",
    "7:83 resources[0].shares[3].user: This is shared so by resources[0].shares[2] already; the highest level alone would count.",
  ]);
});

test("policies, access control, secrets, requests and texts that contradict themselves are found", async () => {
  const problems = await problemsOf(
    "  policies: [{ id: 102, name: Own, minLength: 9, maxLength: 8 }, { name: Own, minLength: 1, maxLength: 2 }]",
    "  texts: { not-permitted: No., resources.delete.message: Gone, no.such.message: x }",
    "  users: [{ name: ann, secondFactor: '1!' }]",
    "  resources:",
    "    - name: web",
    "      accessControl: { approvers: [ann], approvals: 2 }",
    "      accounts:",
    "        - { name: root, totpSecret: 'not base32!' }",
    "        - { name: sa, requests: [{ by: ann, start: in 2 hours, end: in 1 hour }] }",
    "        - { name: free, accessControl: { 'on': false }, requests: [{ by: ann }] }",
    "    - { name: node-02, accounts: [{ name: root, requests: [{ by: ann }] }] }",
    "    - { name: node-2 }",
    "  resourceGroups: [{ name: found, resources: [web], criteria: [{ column: LOCATION, value: x }] }]",
    "  generate: { resources: 20 }",
  );
  expect(problems).toEqual([
    "3:16 policies[0].id: The id 102 is that of the policy 'Medium', which every vault has.",
    "3:36 policies[0].minLength: minLength, 9, is above maxLength, 8.",
    "3:68 policies[1].name: The policy 'Own' is policies[0] already.",
    "3:93 policies[1].maxLength: No password of 2 characters has all 4 kinds that the policy wants.",
    "4:64 texts.no.such.message: There is no text 'no.such.message' to replace; the nearest are users.id.message, native.auth.message, pki.users.message.",
    "5:24 users[0].secondFactor: expected a secret in Base32, such as JBSWY3DPEHPK3PXP",
    "8:42 resources[0].accessControl.approvals: 2 approvals are wanted of 1 approver.",
    "10:25 resources[0].accounts[0].totpSecret: expected a secret in Base32, such as JBSWY3DPEHPK3PXP",
    "11:64 resources[0].accounts[1].requests[0].end: expected a date behind start",
    "12:68 resources[0].accounts[2].requests[0]: Nothing is to be requested: neither the account nor its resource is under accessControl.",
    "13:9 resources[1].name: The resource 'node-02' is one of those that generate makes.",
    "13:60 resources[1].accounts[0].requests[0]: Nothing is to be requested: neither the account nor its resource is under accessControl.",
    "15:35 resourceGroups[0].resources: A group with criteria finds its resources by itself.",
  ]);
});

test("keys of one value are found without being shown", async () => {
  const key = "AAAAAAAA-1111-2222-3333-444444444444";
  const problems = await problemsOf(
    `  apiUsers: [{ name: one, host: a.test, key: ${key} }, { name: two, host: b.test, key: ${key} }]`,
  );
  expect(problems).toEqual([
    "3:113 apiUsers[1].key: This is the key of apiUsers[0] already; each API user has its own.",
  ]);
  expect(problems.join()).not.toContain(key);
});

test("an API user of PMP has one host, of PAM360 several", async () => {
  const apiUser = "  apiUsers: [{ name: one, host: [a.test, b.test] }]";
  expect(await problemsOf(apiUser)).toEqual([
    "3:27 apiUsers[0].host: An API user is bound to one host. A second host needs a second API user.",
  ]);
  expect(await problemsOf(apiUser, "  flavour: pam360")).toEqual([]);
});

test("a member of the wrong kind hides no other mistake, and causes none", async () => {
  const problems = await problemsOf(
    "  users: many",
    "  policies: [{ name: Own }]",
    "  customFields: [{ of: door, label: Rack }]",
    "  userGroups: [5, { name: night, members: [ann, 3] }]",
    "  resources:",
    "    - 7",
    "    - { id: x, name: web, owner: ann, policy: Own, type: Toaster, customFields: { Rack: R1 }, shares: [{ user: ann }] }",
    "    - { name: web, accounts: [null, { name: root, policy: Own, requests: [{ by: ann, start: someday }] }] }",
  );
  expect(problems.map((line) => line.slice(0, line.indexOf(": ")))).toEqual([
    "3:3 users",
    "4:14 policies[0].minLength",
    "4:14 policies[0].maxLength",
    "5:20 customFields[0].of",
    "6:16 userGroups[0]",
    "6:49 userGroups[1].members[1]",
    "8:7 resources[0]",
    "9:9 resources[1].id",
    "9:52 resources[1].type",
    "10:9 resources[2].name",
    "10:31 resources[2].accounts[0]",
    "10:75 resources[2].accounts[1].requests[0]",
    "10:86 resources[2].accounts[1].requests[0].start",
  ]);
});

test("a row without an id never takes one that a later row names", async () => {
  const part = {
    users: [{ name: "free" }, { id: 1, name: "named" }],
    apiUsers: [{ id: 3, name: "svc", host: "a.test" }],
    policies: [
      { name: "free", minLength: 1, maxLength: 9 },
      { id: 105, name: "named", minLength: 1, maxLength: 9 },
    ],
    resources: [
      { name: "free", accounts: [{ name: "free" }, { id: 1, name: "named" }] },
      { id: 1, name: "named", accounts: [{ name: "last" }] },
    ],
    resourceGroups: [{ name: "free" }, { id: 1, name: "named" }],
    generate: { resources: 2, accountsEach: 1 },
  };
  const fixture = await world.fixture("given", { fauxvault: 1, pmp: part });
  expect(await tryFixture(fixture, world)).toEqual([]);
  const state = (await world.open("here", fixture)).state(section);
  expect([...state.users.all()].map(({ UserID, UserName }) => `${UserID} ${UserName}`)).toEqual([
    "1 named",
    "2 admin",
    "3 svc",
    "4 free",
  ]);
  expect([...state.resources.all()].map(({ ResourceName }) => ResourceName)).toEqual([
    "named",
    "free",
    "node-1",
    "node-2",
  ]);
  expect([...state.accounts.all()].map(({ AccountName }) => AccountName).slice(0, 3)).toEqual([
    "named",
    "free",
    "last",
  ]);
  expect([...state.policies.all()].map(({ PolicyName }) => PolicyName).slice(4)).toEqual(["named", "free"]);
  expect([...state.resourceGroups.all()].map(({ GroupName }) => GroupName)).toEqual(["named", "free"]);
});
