import { type Answer, ask } from "../ask.ts";
import { type Checked, type Refusal, RefusalError, type Refusals } from "../refusals.ts";
import { KEYS, OUTPUT, ROTATED } from "./fixture.ts";
import { EXECUTE_PATH, LIST_ONE } from "./paths.ts";

const WRONG_KEY = KEYS.owner.replace("k0", "k1");

/**
 * Sees to it that a vault made from `makeFixture` refuses a wrong key, a rotated one, a user without a role and a run by a Viewer, and
 * lets in who may come in. Throws a `RefusalError` where not.
 */
export async function checkRefusals({ server, base, control, sandbox }: Checked): Promise<Refusals> {
  const toHeaders = (key: string) => ({ "BLINK-API-KEY": key });
  const list = (key: string) => ask({ url: `${base}${LIST_ONE}`, headers: toHeaders(key) });
  const run = (key: string) =>
    ask({ url: `${base}${EXECUTE_PATH}?run_sync=true`, headers: toHeaders(key), method: "POST", body: "{}" });
  // Whoever is refused must be refused for the one thing that is wrong: before that, or at something else, these come in.
  for (const key of [KEYS.owner, KEYS.toBeRotated, KEYS.viewer]) expectEntry(server, await list(key), '"total":');
  expectEntry(server, await run(KEYS.toBeRotated), OUTPUT);
  await control.sandbox(sandbox).act("blink", "keys.rotate", { user: ROTATED });
  const refused = [
    expectRefusal(server, "a wrong key", 401, await run(WRONG_KEY)),
    expectRefusal(server, "a rotated key", 401, await run(KEYS.toBeRotated)),
    expectRefusal(server, "a user without a role in the workspace", 403, await list(KEYS.stranger)),
    expectRefusal(server, "a run by a Viewer", 403, await run(KEYS.viewer)),
  ];
  return { server, refused };
}

function expectEntry(server: string, { status, body }: Answer, part: string): void {
  if (status === 200 && body.includes(part)) return;
  throw new RefusalError(`${server} refused a key that may come in (status ${status}): nothing was timed.`);
}

function expectRefusal(server: string, caller: string, wanted: number, answer: Answer): Refusal {
  const { status, body, reason = "" } = answer;
  const isBare = !body.includes(OUTPUT) && !body.includes('"total":');
  if (status === wanted && isBare && reason !== "") return { caller, status, reason };
  throw new RefusalError(`${server} did not refuse ${caller} (status ${status}): nothing was timed.`);
}
