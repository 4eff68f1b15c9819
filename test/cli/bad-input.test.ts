import { expect, test } from "vitest";
import { runCli } from "./cli.ts";
import { startSteered } from "./steered.ts";

test.each([
  ["strat", "unknown command 'strat'\n(Did you mean start?)"],
  ["start --prot x=1", "unknown option '--prot'\n(Did you mean --port?)"],
  ["start --port passwordstate", "Write for example passwordstate=9119"],
  ["start --port passwordstate=70000", "There is no port 70000"],
  ["start --port passwordstat=0", "There is no listener 'passwordstat'"],
  ["start --as build-01=9120", "Write for example build-01.test:passwordstate=9120"],
  ["start --free-ports --as a.test:nothing=0", "There is no listener 'nothing'"],
  ["start --allow-host *.example.com", "'*.example.com' is not a host to call"],
  ["start --allow-host", "argument missing"],
  ["start --seed minus-one", "It is a whole number"],
  ["start --random-keys --seed 1", "cannot be used with option '--seed"],
  ["start --fixture demoo", "that come along: demo, contract, empty. Did you mean demo?"],
  ["fixture check demoo", "Did you mean demo?"],
  ["start --fixture nowhere.yaml", "nowhere.yaml:1:1: There is no such file."],
  ["start --watch", "--watch needs a fixture file; 'demo' comes along"],
  ["start --bind 192.0.2.77 --free-ports", "192.0.2.77: this machine has no such address"],
  ["start surplus", "too many arguments"],
  ["wait --timeout soon", "Write for example 500ms, 30s or 2m."],
  ["verify pmp --time-limit 0 -- a", "A time limit is more than no time: 500ms, 30s or 2m."],
  ["adapter --time-limit 0s -- a", "A time limit is more than no time: 500ms, 30s or 2m."],
  ["env --shell tcsh", "Allowed choices are sh, fish, powershell, cmd, json"],
  ["status --control 127.0.0.1:9400", "The control address"],
  ["status --control http://user:secret@127.0.0.1:9400", "holds a user or password"],
  ["clock advance", "missing required argument 'duration'"],
  ["fault add", "Say what happens, for example --kind reset"],
  ["fault add --json {nonsense", "The fault is not JSON"],
  [`fault add --kind reset --json {"effect":{"kind":"reset"}}`, "leave out --kind"],
  ["fault add --kind reset --when sometimes", "Allowed choices are before, after"],
  ["fault remove first", "It is a whole number"],
  ["fault add --kind status --header novalue", "Write it as name=value"],
  ["keys restrict systemWide", "Say what changes: --from, --from-everywhere or --call-type."],
  ["keys restrict systemWide --from 10.0.0.1 --from-everywhere", "not both"],
  ["sandbox delete", "missing required argument 'id'"],
  ["sandbox snapshot", "required option '--out <file>' not specified"],
  ["sandbox restore --from no-such-snapshot.json --control http://127.0.0.1:1", "no-such-snapshot.json"],
  ["sandbox create --fixture no-such.yaml", "no-such.yaml:1:1: There is no such file."],
  ["journal --status ok", "It is a whole number"],
  ["openapi keepass", "There is no product 'keepass'. Known: passwordstate, "],
  ["coverage keepass", "There is no product 'keepass'. Known: passwordstate, "],
  ["verify passwordstate --level perfect", "Allowed choices are core, standard, hardened"],
])("fauxvault %s ends with exit code 2 and says what is wrong", async (line, message) => {
  const { code, stdout, stderr } = await runCli(line.split(" "));
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^fauxvault: /);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stderr).not.toContain("secret@");
  expect(stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(3);
});

test.each([
  ["fault add --kind teleport", "--kind: there is no 'teleport'"],
  ["fault add --kind delay", "--kind delay needs --ms."],
  ["fault add --kind status", "--kind status needs --status."],
  ["fault add --kind delay --ms -5", "--ms: "],
  ["fault add --kind reset --ms 5", "--kind reset takes no --ms."],
  ["fault add --kind reset --probability 3", "--probability: "],
  ["fault add --kind status --status 503 --header Trailer=x", "--header: "],
  ["fault add --kind reset --operation passwords.gte", "'passwords.gte'; the nearest are passwords.get, "],
  ["fault add --kind reset --product keepass", "there is no product 'keepass'"],
  ["keys list --product keepass", "There is no product 'keepass'"],
  ["act pmp api-users.generate-key", "user: it is missing; expected string"],
  ["keys create Linux --call-type read", "--call-type: "],
  ["keys restrict systemWide --from nowhere", "--from: "],
  ["journal --operation passwords.gte", "the nearest are passwords.get, "],
  ["journal --product keepass", "There is no product 'keepass'; known: passwordstate"],
  ["journal --follow --product keepass", "There is no product 'keepass'; known: passwordstate"],
  ["clock set 10000-01-01", "is not a date"],
  ["clock advance P9000Y", "between 0001-01-01 and 9999-12-31"],
  ["fault remove 17", "no fault 17"],
  ["keys rotate Nobody", "no key of 'Nobody'"],
  ["keys create systemWide", "already"],
  ["keys list --sandbox nowhere", "There is no sandbox 'nowhere'"],
  ["keys revoke systemWide --product keepass", "There is no product 'keepass'"],
  ["clock set yesterday-ish", "is not a date"],
  ["clock advance 3days", "ISO 8601"],
  ["sandbox fork --id bad/id", "id"],
  ["sandbox fork --listen nothing", "There is no listener 'nothing'"],
  ["sandbox delete default", "cannot be deleted"],
  ["sandbox rewind --to 99", "no such entry"],
  ["sandbox reset nowhere", "There is no sandbox 'nowhere'"],
])("fauxvault %s is refused by the running fauxvault with exit code 2 and its words", async (line, message) => {
  const { tryCli } = await startSteered();
  const { code, stdout, stderr } = await tryCli(...line.split(" "));
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^fauxvault: /);
  expect(stderr).toContain(message);
});

test("without a command, and with --help, every command is explained with what to type", async () => {
  const { code, stdout } = await runCli(["--help"]);
  expect(code).toBe(0);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) .* {2,}\S/gm)].map(([, name = ""]) => name);
  expect(commands).toContain("start");
  expect(commands).toContain("coverage");
  const bare = await runCli([]);
  expect([bare.code, bare.stdout, bare.stderr]).toEqual([2, "", expect.stringContaining("Commands:")]);
});
