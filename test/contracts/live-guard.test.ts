import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { Canaries } from "../../contracts/canaries.ts";
import { cleanUp } from "../../contracts/live/clean-up.ts";
import { Corner } from "../../contracts/live/corner.ts";
import { Ledger } from "../../contracts/live/ledger.ts";
import { readTarget } from "../../contracts/live/read-target.ts";
import { TargetLine } from "../../contracts/live/target-line.ts";
import { passwordstateLive } from "../../contracts/products/passwordstate-live.ts";
import { pmpLive } from "../../contracts/products/pmp-live.ts";

const MARK = "fv-0a1b2c3d-";

interface Row {
  readonly id: unknown;
  readonly name: string;
  /** Under which it stands when it is asked for by its id. */
  readonly now?: string;
}

/** A vault that lists what it likes; gives the requests that were no reads. */
async function startHostile(rows: readonly Row[], product: "passwordstate" | "pmp") {
  const writes: string[] = [];
  const gone = new Set<string>();
  let lists = 0;
  const server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    const path = decodeURIComponent(url.split("?")[0] ?? "");
    if (method !== "GET") {
      writes.push(`${method} ${url}`);
      gone.add(path.split("/").at(-1) ?? "");
      if (product === "passwordstate") response.writeHead(204).end();
      else response.end(envelope({}));
      return;
    }
    const standing = rows.filter(({ id }) => !gone.has(String(id)));
    if (path.endsWith("/accounts")) lists += 1;
    const isFirst = lists === 1;
    const answer = product === "passwordstate" ? records(path, standing) : accounts(path, standing, isFirst);
    response.end(JSON.stringify(answer));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  onTestFinished(() => server.closeAllConnections());
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, writes };
}

function records(path: string, rows: readonly Row[]): unknown {
  const byId = /\/passwords\/(.*)$/.exec(path)?.[1];
  return rows
    .filter(({ id }) => byId === undefined || String(id) === byId)
    .map(({ id, name, now }) => ({
      PasswordID: id,
      PasswordListID: "101",
      Title: byId === undefined ? name : (now ?? name),
    }));
}

/** The list of a resource changes after the first call where a row says so. */
function accounts(path: string, rows: readonly Row[], isFirst: boolean): unknown {
  if (!path.endsWith("/accounts")) return JSON.parse(envelope([{ "RESOURCE ID": "7/../8" }], 1)) as unknown;
  const list = rows.map(({ id, name, now }) => ({
    "ACCOUNT ID": id,
    "ACCOUNT NAME": isFirst ? name : (now ?? name),
  }));
  return JSON.parse(envelope({ "ACCOUNT LIST": list })) as unknown;
}

function envelope(Details: unknown, totalRows = 0): string {
  return JSON.stringify({ operation: { result: { status: "Success", message: "" }, Details, totalRows } });
}

async function cornerAt(address: string, live = passwordstateLive) {
  const choice = { address, container: "101", allowWrites: true, prefix: "fv-" };
  const environment = { FAUXVAULT_TARGET_CREDENTIAL: "0123456789abcdef" };
  const target = readTarget(choice, { http: true, environment, canaries: new Canaries() });
  const line = await TargetLine.open(target);
  onTestFinished(() => line.close());
  const ledger = new Ledger();
  const api = live.reach(line, target.credential, "101");
  return { corner: new Corner({ api, address, mark: MARK, prefix: "fv-", ledger }), ledger, product: live };
}

const HOSTILE: readonly Row[] = [
  { id: 1, name: "payroll" },
  { id: 2, name: ` ${MARK}1-aa` },
  { id: 3, name: `x${MARK}1-aa` },
  { id: 4, name: MARK.toUpperCase() },
  { id: 5, name: "fv-ffffffff-1-aa" },
  { id: 6, name: "fv-" },
  { id: "../lists/101", name: `${MARK}1-path` },
  { id: "7?MoveToRecycleBin=False&x", name: `${MARK}1-query` },
  { id: 8.5, name: `${MARK}1-half` },
  { id: -9, name: `${MARK}1-minus` },
  { id: null, name: `${MARK}1-null` },
  // By the list it is the run's own; asked for by its id it is somebody else's.
  { id: 10, name: `${MARK}1-swapped`, now: "payroll" },
  { id: 11, name: `${MARK}1-twice` },
  { id: 11, name: "payroll" },
  { id: 12, name: `${MARK}1-own` },
];

test("a hostile list makes the clean-up remove nothing but what bears the run's mark, under an id of its own", async () => {
  const { address, writes } = await startHostile(HOSTILE, "passwordstate");
  const left = await cleanUp(await cornerAt(address));
  expect(writes).toEqual(["DELETE /api/passwords/12?MoveToRecycleBin=False"]);
  expect(left.filter((line) => line.includes("swapped"))).toEqual([
    expect.stringContaining("was about to remove 'payroll'"),
  ]);
  expect(left.filter((line) => line.includes("twice"))).toEqual([expect.stringContaining("'payroll'")]);
  expect(left).toContainEqual("fv-ffffffff-1-aa (5 in list 101): this run did not make it");
});

test("so it does at Password Manager Pro", async () => {
  const { address, writes } = await startHostile(HOSTILE, "pmp");
  const left = await cleanUp(await cornerAt(address, pmpLive));
  expect(writes).toEqual(["DELETE /restapi/json/v1/resources/101/accounts/12"]);
  expect(left.filter((line) => /twice|payroll/.test(line))).toEqual([
    expect.stringContaining("was about to remove 'payroll'"),
  ]);
});

test("nothing is made or changed that does not begin with the run's mark", async () => {
  const { address, writes } = await startHostile(HOSTILE, "passwordstate");
  const { corner } = await cornerAt(address);
  const entry = { container: "101", value: "v", userName: "", description: "" };
  await expect(corner.add({ ...entry, name: "payroll" })).rejects.toThrow("Nothing was sent");
  await expect(corner.add({ ...entry, name: "fv-payroll" })).rejects.toThrow("Nothing was sent");
  await expect(corner.setValue({ id: "1", container: "101", name: "payroll" }, "v")).rejects.toThrow(
    "Nothing was sent",
  );
  const swapped = { id: "10", container: "101", name: `${MARK}1-swapped` };
  await expect(corner.setValue(swapped, "v")).rejects.toThrow("Nothing was sent");
  await expect(corner.remove({ ...swapped, id: "1/../2" })).rejects.toThrow("an id that cannot be used");
  expect(writes).toEqual([]);
});

test("a target that gives the same again and again is left at some time", async () => {
  const rows = [{ id: 12, name: `${MARK}1-own` }];
  const { address, writes } = await startHostile(rows, "passwordstate");
  const { corner, ledger, product } = await cornerAt(address);
  const stubborn = Object.assign(Object.create(corner) as Corner, {
    findAll: async () =>
      rows.map(({ id, name }) => ({ entry: { id: String(id), container: "101", name }, isOwn: true })),
    remove: async () => undefined,
  });
  const left = await cleanUp({ corner: stubborn, ledger, product });
  expect(left).toEqual([`${MARK}1-own (12 in list 101): it comes again and again`]);
  expect(writes).toEqual([]);
});

test("at a target that may only be read, the harness can send nothing but reads", async () => {
  const { address, writes } = await startHostile([], "passwordstate");
  const environment = { FAUXVAULT_TARGET_CREDENTIAL: "0123456789abcdef" };
  const target = readTarget({ address }, { http: true, environment, canaries: new Canaries() });
  const line = await TargetLine.open(target);
  onTestFinished(() => line.close());
  for (const method of ["POST", "PUT", "DELETE"] as const) {
    await expect(line.ask({ method, path: "/api/passwords/1", headers: {} })).rejects.toThrow("only to be read");
  }
  expect(writes).toEqual([]);
});
