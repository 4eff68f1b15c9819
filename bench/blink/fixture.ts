/** The keys of the timed vault; fixed, so that what is refused and what is let in differ in nothing else. */
export const KEYS = {
  owner: "k0f1e2d3c4b5a697887766554433",
  /** As good as the owner's, until it is rotated. */
  toBeRotated: "k11112222333344445555666677a",
  /** Good, but its user may look and run nothing. */
  viewer: "k99998888777766665555444433b",
  /** Good, but its user has no role in the workspace. */
  stranger: "kaaaabbbbccccddddeeeeffff00c",
} as const;

/** Whose key is rotated. */
export const ROTATED = "rotated@bench.test";

/** Where everything lies, and what is run. */
export const WORKSPACE = "20000000-0000-4000-8000-000000000001";
export const WORKFLOW = "20000000-0000-4000-8000-000000000002";

/** What a run gives as its output. */
export const OUTPUT = "Harbour-Lantern-27!";

const FIRST = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const YAML = `workflow:
  - section: Steps
    steps:
      - { id: S1, action: internal.print, inputs: { text: "${OUTPUT}" } }
outputs: { value: "{{ steps.S1.output }}" }
`;

/** A vault with so many executions, one a minute, of a workflow whose runs take no time. */
export function makeFixture(executions: number): object {
  const user = (name: keyof typeof KEYS, email: string, more: object) => ({
    email,
    selected: "bench",
    keys: [{ name: "default", value: KEYS[name] }],
    ...more,
  });
  return {
    fauxvault: 1,
    seed: 20260301,
    assumptions: { blink: { "run-durations": "none" } },
    blink: {
      users: [
        user("owner", "owner@bench.test", { roles: { bench: "Owner" } }),
        user("toBeRotated", ROTATED, { roles: { bench: "Owner" } }),
        user("viewer", "viewer@bench.test", { roles: { bench: "Viewer" } }),
        user("stranger", "stranger@bench.test", {}),
      ],
      workspaces: [
        {
          id: WORKSPACE,
          name: "bench",
          packs: [{ name: "Timed", workflows: [{ id: WORKFLOW, name: "tell", yaml: YAML }] }],
          executions: Array.from({ length: executions }, (_, at) => makeExecution(at)),
        },
      ],
    },
  };
}

/** Of each twenty executions fifteen have completed, and six of those took more than two seconds. */
function makeExecution(at: number) {
  const started = FIRST + at * MINUTE;
  return {
    workflow: "tell",
    state: at % 4 === 0 ? "Failed" : "Completed",
    created: new Date(started).toISOString(),
    finished: new Date(started + (at % 5) * 1000).toISOString(),
  };
}

/** How many of so many executions have completed and took more than two seconds. */
export function countSlow(executions: number): number {
  return Array.from({ length: executions }, (_, at) => at).filter((at) => at % 4 !== 0 && at % 5 > 2).length;
}
