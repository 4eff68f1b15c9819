import { expect, test } from "vitest";
import { startRun } from "./follow-run.ts";
import { ids, keys, smallBlink } from "./small-blink.ts";
import { blinkWithWorkflows, flows } from "./small-workflows.ts";
import { NOW, type RunningBlink, startBlink } from "./start-blink.ts";

const MINUTE = 60_000;

/** A Blink with as many executions more as wanted, a minute apart, each tenth of which has failed. */
async function startWith(count: number): Promise<RunningBlink> {
  const blink = await startBlink(blinkWithWorkflows);
  blink.sandbox.transact(() => {
    const { executions } = blink.state;
    const { seq: _seq, ...planted } = executions.find("id", flows.done) ?? expect.unreachable();
    for (let at = 0; at < count; at += 1) {
      const created_at = NOW + at * MINUTE;
      const state = at % 10 === 0 ? "Failed" : "Completed";
      const times = { created_at, started_at: created_at, finished_at: created_at + 500 };
      executions.insert({ ...planted, ...times, state, id: `many-${at}`, execution_number: at + 3 });
    }
  });
  return blink;
}

test.each<[filter: object, numbers: number[]]>([
  [{ execution_number: { $lte: 2 } }, [1, 2]],
  [{ execution_number: { $gt: 3, $lt: 6 } }, [4, 5]],
  [{ execution_number: { $gte: 21 } }, [21, 22]],
  [{ state: "Failed" }, [3, 13]],
  [{ state_ui: { $eq: "Running" } }, [2]],
  [{ state: { $neq: "Completed" }, execution_number: { $lt: 10 } }, [2, 3]],
  [{ state: "Nothing" }, []],
  [{ display_name: { $like: "Greet #1_" }, state: "Failed" }, [13]],
  [{ started_at: { $gte: NOW + 18 * MINUTE } }, [21, 22]],
  [{ started_at: { $lt: "2026-07-02T09:00:00Z" } }, [1]],
  [{ finished_at: null }, [2]],
  [{ $or: [{ state: "Running" }, { execution_number: 13 }] }, [2, 13]],
  [{ id: flows.done, state: "Completed" }, [1]],
  [{ id: flows.done, state: "Failed" }, []],
  [{ playbook_id: flows.greet, execution_number: 7 }, [7]],
  [{ playbook_id: flows.nap }, []],
])("the filter %j finds the executions %j", async (filter, numbers) => {
  const blink = await startWith(20);
  const q = { filter, select: ["execution_number"] };
  const rows = (await blink.request("GET", "/executions", { q })).rows();
  expect(rows.map((row) => row.execution_number)).toEqual(numbers);
});

test("the plugin's own question, the newest run of a workflow, is answered", async () => {
  const blink = await startWith(20);
  const q = { filter: { playbook_id: flows.greet }, sort: ["-started_at"], limit: 1 };
  expect((await blink.request("GET", "/executions", { q })).ok()).toMatchObject({
    ...{ limit: 1, offset: 0, total: 22, results: [{ execution_number: 22, display_name: "Greet #22" }] },
  });
});

test("10,000 executions come in pages of a thousand at most, each once", async () => {
  const blink = await startWith(9998);
  const seen = new Set<unknown>();
  for (let offset = 0; offset < 10_000; offset += 1000) {
    const q = { limit: 1000, offset, select: ["id"], sort: ["-created_at"] };
    const page = (await blink.request("GET", "/executions", { q })).ok<{ total: number; results: { id: string }[] }>();
    expect([page.total, page.results.length]).toEqual([10_000, 1000]);
    for (const { id } of page.results) seen.add(id);
  }
  expect(seen.size).toBe(10_000);
  const wrong = await blink.request("GET", "/executions", { q: { limit: 1001 } });
  expect(wrong.refused(400).message).toBe("Can not parse query");
});

test("a search and a look without case find executions by their texts", async () => {
  const blink = await startWith(3);
  const found = (
    await blink.request("GET", "/executions", { q: { search: { text: "RUNNING", fields: ["state"] } } })
  ).rows();
  expect(found).toMatchObject([{ id: flows.going }]);
  const same = await blink.request("GET", "/executions", { q: { ci: true, filter: { state: "RUNNING" } } });
  expect(same.rows()).toMatchObject([{ id: flows.going }]);
});

test("another workspace's executions are not found by any filter", async () => {
  const blink = await startWith(3);
  for (const filter of [{}, { id: flows.done }, { playbook_id: flows.greet }, { state: "Running" }]) {
    const path = `/workspace/${ids.payments}/executions`;
    expect((await blink.request("GET", path, { key: keys.admin, q: { filter } })).rows()).toEqual([]);
  }
});

test("only the newest executions are kept, and those under way whatever their age", async () => {
  const blink = await startBlink({ ...blinkWithWorkflows, keptExecutions: 100 }, { "run-durations": "none" });
  const nap = await startRun(blink, flows.nap);
  for (let at = 0; at < 150; at += 1) {
    const id = await startRun(blink, flows.greet, { who: "Mira" });
    if (at % 2 === 0) (await blink.request("POST", `/executions/${id}/cancel`)).ok();
    else blink.sandbox.clock.advance("PT10S");
  }
  expect(blink.state.executions.size).toBe(100);
  const left = new Set([...blink.state.executions.all()].map(({ id }) => id));
  expect([left.has(nap), left.has(flows.going), left.has(flows.done)]).toEqual([true, true, false]);
  expect([...blink.state.steps.all()].filter(({ execution_id }) => !left.has(execution_id))).toEqual([]);
});

test("a fixture generates executions of a workflow: one a minute before its others, each ended as its runs do", async () => {
  const yaml = "workflow: [{ section: Steps, steps: [] }]";
  const workflows = [
    { name: "nightly", yaml, generate: { executions: 1_001 } },
    { name: "flaky", yaml, run: { ends: "Failed" }, generate: { executions: 2 } },
  ];
  const executions = [{ workflow: "flaky", state: "Cancelled" }];
  const workspaces = [{ ...smallBlink.workspaces[0], packs: [{ name: "Many", workflows }], executions }];
  const blink = await startBlink({ ...smallBlink, workspaces });
  const list = (filter: object, limit: number) =>
    blink.request("GET", "/executions", { q: { filter, limit, sort: ["-started_at"] } });

  expect((await list({ playbook_name: "nightly" }, 1)).ok()).toMatchObject({
    total: 1_001,
    results: [
      { execution_number: 1_001, state: "Completed", started_at: NOW - MINUTE, finished_at: NOW - MINUTE + 1000 },
    ],
  });
  expect((await list({ playbook_name: "flaky" }, 9)).rows()).toMatchObject([
    { execution_number: 3, state: "Cancelled", started_at: NOW },
    { execution_number: 2, state: "Failed", started_at: NOW - MINUTE },
    { execution_number: 1, state: "Failed", started_at: NOW - 2 * MINUTE },
  ]);
});

test("an administrator generates executions of a workflow, and a list is paged through them", async () => {
  const blink = await startBlink(blinkWithWorkflows);
  await blink.administer("executions.generate", { workflow: flows.nap, executions: 1_001 });
  const q = { filter: { playbook_id: flows.nap }, limit: 1_000, offset: 1_000 };
  const page = await blink.request("GET", "/executions", { q });
  expect(page.rows()).toMatchObject([{ state: "Completed", playbook_id: flows.nap }]);
});
