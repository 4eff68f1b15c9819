import type { ControlClient } from "../../src/control/client.ts";
import { type Answer, ask } from "../ask.ts";
import { type Checked, type Refusal, RefusalError, type Refusals } from "../refusals.ts";
import { KEYS, makeFixture, RECORDS, SECRET, TIMED_LIST } from "./fixture.ts";

const WRONG_KEY = KEYS.system.replace("0f", "1f");

/**
 * Sees to it that a vault made from `makeFixture` refuses a wrong key, a revoked key, a caller outside the allowed addresses and a
 * refused call type, and lets in who may come in. Throws a `RefusalError` where not.
 */
export async function checkRefusals({ server, base, control, sandbox }: Checked): Promise<Refusals> {
  const get = (id: number, key: string) => ask({ url: `${base}/api/passwords/${id}`, headers: { APIKey: key } });
  // Whoever is refused below must be refused for the one thing that is wrong: the records are there for another key.
  for (const id of Object.values(RECORDS)) expectEntry(server, id, await get(id, KEYS.system));
  expectEntry(server, RECORDS.timed, await get(RECORDS.timed, KEYS.toBeRevoked));
  await control.sandbox(sandbox).act("passwordstate", "keys.revoke", { key: TIMED_LIST });
  const refused = [
    expectRefusal(server, "a wrong key", await get(RECORDS.timed, WRONG_KEY)),
    expectRefusal(server, "a revoked key", await get(RECORDS.timed, KEYS.toBeRevoked)),
    expectRefusal(server, "a caller outside the allowed addresses", await get(RECORDS.elsewhere, KEYS.elsewhere)),
    expectRefusal(server, "a refused call type", await get(RECORDS.addOnly, KEYS.addOnly)),
  ];
  return { server, refused };
}

/** The same for a server with another fixture: in a sandbox of its own behind the same port, which is gone afterwards. */
export async function checkRefusalsBeside(server: string, http: string, control: ControlClient): Promise<Refusals> {
  const sandbox = "refusals";
  await control.createSandbox({ id: sandbox, fixture: makeFixture(1) });
  const refusals = await checkRefusals({ server, base: `${http}/~${sandbox}`, control, sandbox });
  await control.sandbox(sandbox).delete();
  return refusals;
}

function expectEntry(server: string, id: number, { status, body }: Answer): void {
  if (status === 200 && body.includes(SECRET)) return;
  throw new RefusalError(
    `${server} refused record ${id} to a key that may read it (status ${status}): nothing was timed.`,
  );
}

function expectRefusal(server: string, caller: string, { status, body, reason = "" }: Answer): Refusal {
  if ((status === 401 || status === 403) && !body.includes(SECRET)) return { caller, status, reason };
  throw new RefusalError(`${server} did not refuse ${caller} (status ${status}): nothing was timed.`);
}
