import { expect, test } from "vitest";
import type { FaultPlan } from "../../src/http/faults/fault.ts";
import { faultPlan } from "../../src/http/faults/fault.ts";
import { httpSection } from "../../src/http/faults/section.ts";
import { ask } from "./ask.ts";
import { startTiny, type Tiny } from "./start-tiny.ts";

const struck: FaultPlan["effect"] = { kind: "status", status: 599 };

/** Whether each of the requests, one after the other, is struck. */
async function strikes(port: number, requests: readonly string[]): Promise<boolean[]> {
  const results: boolean[] = [];
  for (const request of requests) {
    const [method = "GET", path = "/"] = request.split(" ");
    results.push((await ask(port, path, { method })).status === 599);
  }
  return results;
}

const all = ["GET /things/a", "PUT /things/a", "GET /THINGS/b?x=/things/c", "POST /crush", "GET /things"];

test.each<[FaultPlan["match"], number[]]>([
  [undefined, [0, 1, 2, 3, 4]],
  [{}, [0, 1, 2, 3, 4]],
  [{ product: "tiny" }, [0, 1, 2, 3, 4]],
  [{ product: "other" }, []],
  [{ operation: "things.read" }, [0, 2]],
  [{ operation: "things.count" }, [4]],
  [{ method: "put" }, [1]],
  [{ path: "/things/a" }, [0, 1]],
  [{ path: "/things/*" }, [0, 1, 2]],
  [{ path: "*" }, [0, 1, 2, 3, 4]],
  [{ path: "*s" }, [4]],
  [{ path: "/*i*s*" }, [0, 1, 2, 4]],
  [{ path: "/things/a*a" }, []],
  [{ path: "/c*u*h" }, [3]],
  [{ path: "/things/c" }, []],
  [{ caller: "127.0.0.1" }, [0, 1, 2, 3, 4]],
  [{ caller: "Build-01" }, [0, 1, 2, 3, 4]],
  [{ caller: "build-02" }, []],
  [{ method: "GET", path: "/things/*", operation: "things.read" }, [0, 2]],
  [{ nth: 2 }, [1]],
  [{ method: "GET", nth: 2 }, [2]],
  [{ nth: 9 }, []],
])("%j strikes the requests %j", async (match, expected) => {
  const { port, fault, sandbox } = await startTiny();
  sandbox.setHost("build-01", ["127.0.0.1"]);
  fault({ match, effect: struck });
  const results = await strikes(port, all);
  expect(results.flatMap((hit, at) => (hit ? [at] : []))).toEqual(expected);
});

test("a fault strikes so many times, counts what it saw, and a reset takes it away", async () => {
  const { port, fault, sandbox } = await startTiny();
  const { faults } = sandbox.state(httpSection);
  fault({ match: { method: "GET" }, times: 2, effect: struck });
  expect(await strikes(port, [...all, ...all])).toEqual([true, false, true, ...new Array(7).fill(false)]);
  expect([...faults.all()]).toEqual([expect.objectContaining({ id: 1, seen: 6, fired: 2 })]);
  sandbox.reset();
  expect(faults.size).toBe(0);
});

test("a fault by chance strikes about as often as it says, and the same requests for the same seed", async () => {
  const runs: boolean[][] = [];
  for (const id of ["one", "two"]) {
    const { port, fault, sandboxes } = await startTiny();
    fault({ match: { probability: 0.3 }, effect: struck });
    sandboxes.fork("default", id);
    runs.push(await strikes(port, new Array(200).fill("GET /things/a")));
    expect(await strikes(port, new Array(20).fill(`GET /~${id}/things/a`))).toEqual(runs[0]?.slice(0, 20));
  }
  expect(runs[0]).toEqual(runs[1]);
  const count = runs[0]?.filter(Boolean).length ?? 0;
  expect(count).toBeGreaterThan(30);
  expect(count).toBeLessThan(90);
});

test("never and always are chances too, and faults that strike together do so in the order they were put in", async () => {
  const { port, fault, sandbox } = await startTiny();
  fault({ match: { probability: 0 }, effect: { kind: "reset" } });
  fault({ match: { probability: 1 }, effect: struck });
  fault({ effect: { kind: "content-type", type: "text/second" } });
  const { status, headers } = await ask(port, "/things/a");
  expect([status, headers["content-type"]]).toEqual([599, "text/second"]);
  expect(sandbox.journal.entries()[0]?.faults.map(({ id }) => id)).toEqual([2, 3]);
});

test("a rewind to before a struck request gives the fault back its strike", async () => {
  const { port, fault, sandbox } = await startTiny();
  fault({ times: 1, effect: struck });
  expect(await strikes(port, ["GET /things/a", "GET /things/a"])).toEqual([true, false]);
  sandbox.rewind(1, "before");
  expect(await strikes(port, ["GET /things/a"])).toEqual([true]);
});

test("a port that stands for a host is the caller that a fault asks for", async () => {
  const tiny: Tiny = await startTiny();
  tiny.sandbox.setHost("build-02", ["10.0.0.2"]);
  const other = await tiny.open({ as: "build-02" });
  tiny.fault({ match: { caller: "build-02" }, effect: struck });
  expect(await strikes(tiny.port, ["GET /things/a"])).toEqual([false]);
  expect(await strikes(other.port, ["GET /things/a"])).toEqual([true]);
});

test.each<[string, unknown]>([
  ["a header that could not be sent", { effect: { kind: "status", status: 500, headers: { "X-A": "a\r\nb" } } }],
  ["a header's name that is none", { effect: { kind: "status", status: 500, headers: { "a b": "c" } } }],
  ["a header that Node refuses", { effect: { kind: "status", status: 500, headers: { trailer: "x" } } }],
  ["a content type that could not be sent", { effect: { kind: "content-type", type: "text/é" } }],
  ["a place that could not be sent", { effect: { kind: "redirect", location: "/\n" } }],
  ["a status that is none", { effect: { kind: "status", status: 99 } }],
  ["an unknown kind", { effect: { kind: "explode" } }],
  ["an unknown member", { effect: { kind: "reset" }, often: 3 }],
  ["a chance above one", { match: { probability: 1.1 }, effect: { kind: "reset" } }],
])("a fault with %s is refused", (_, plan) => {
  expect(faultPlan.safeParse(plan).success).toBe(false);
});
