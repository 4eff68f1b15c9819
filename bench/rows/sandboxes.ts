import type { Context, Row } from "../context.ts";
import { type Line, medianLine } from "../line.ts";
import { readOutput, startNode } from "../processes.ts";
import type { Cost, SandboxCosts } from "../sandbox-costs.ts";

const ACTS = ["fork", "reset", "rewind"] as const;
const FLAT = { time: { most: 100 }, bytes: { most: 100 } } as const;

/** What a sandbox costs: to make a copy of one, to take it back to its start, to take it back to a request. */
export const sandboxes: Row = {
  id: "sandboxes",
  title: "Fork, reset and rewind of a sandbox, in process",
  profiles: "cpu",
  async run(context) {
    const few = await measure(context, 1000);
    const many = await measure(context, 100_000);
    return {
      lines: [
        ...ACTS.flatMap((act) => [
          ...describe(`${act}, 1,000 records`, few[act]),
          ...describe(`${act}, 100,000 records`, many[act]),
        ]),
        ...describe("a fork and its first write, 100,000 records", many.written),
      ],
      rounds: { few, many },
    };
  },
  async profile(context, flags) {
    await measure(context, 100_000, flags);
  },
};

async function measure(context: Context, records: number, flags: readonly string[] = []): Promise<SandboxCosts> {
  const { machine, settings } = context;
  const args = [
    "--expose-gc",
    ...flags,
    context.program,
    "--sandboxes",
    String(records),
    "--forks",
    String(settings.forks),
  ];
  return JSON.parse(await readOutput(startNode({ args, core: machine.pins?.server }))) as SandboxCosts;
}

function describe(what: string, { microseconds, bytes }: Cost): Line[] {
  return [
    medianLine(`${what}: time`, "µs", microseconds, { target: FLAT.time }),
    { what: `${what}: memory`, unit: "KB", value: bytes / 1000, target: FLAT.bytes },
  ];
}
