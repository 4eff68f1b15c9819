import { type Answer, ask } from "../ask.ts";
import { type Checked, type Refusal, RefusalError, type Refusals } from "../refusals.ts";
import { SECRET, TIMED, TOKENS, USERS } from "./fixture.ts";
import { PASSWORD_PATH } from "./paths.ts";

const WRONG_TOKEN = TOKENS.connector.replace("0F", "1F");

/**
 * Sees to it that a vault made from `makeFixture` refuses a wrong token, a replaced one, a caller from another host, an expired user
 * and one with whom nothing is shared, and lets in who may come in. Throws a `RefusalError` where not.
 */
export async function checkRefusals({ server, base, control, sandbox }: Checked): Promise<Refusals> {
  const get = (token: string) => ask({ url: `${base}${PASSWORD_PATH}`, headers: { AUTHTOKEN: token } });
  for (const token of [TOKENS.connector, TOKENS.owner, TOKENS.overseer]) expectEntry(server, await get(token));
  // Whoever is refused must be refused for the one thing that is wrong: before that or after it, these come in.
  expectEntry(server, await get(TOKENS.toBeReplaced));
  const expired = expectRefusal(server, "an expired user", await get(TOKENS.expired));
  const act = (action: string, input: object) => control.sandbox(sandbox).act("pmp", action, input);
  await act("api-users.generate-key", { user: USERS.replaced });
  await act("api-users.validity", { user: USERS.expired, validity: "in 30 days" });
  expectEntry(server, await get(TOKENS.expired));
  const refused = [
    expectRefusal(server, "a wrong token", await get(WRONG_TOKEN)),
    expectRefusal(server, "a replaced token", await get(TOKENS.toBeReplaced)),
    expectRefusal(server, "a caller from another host", await get(TOKENS.elsewhere)),
    expired,
    expectRefusal(server, "a user with whom nothing is shared", await get(TOKENS.stranger)),
  ];
  return { server, refused };
}

function expectEntry(server: string, { status, body }: Answer): void {
  if (status === 200 && body.includes(`"PASSWORD":"${SECRET}"`)) return;
  throw new RefusalError(
    `${server} refused account ${TIMED.account} to a token that may read it (status ${status}): nothing was timed.`,
  );
}

/** The product refuses with status 200: its word for it stands in the answer. */
function expectRefusal(server: string, caller: string, { status, body, reason = "" }: Answer): Refusal {
  const failed = body.includes('"status":"Failed"');
  if (status === 200 && failed && reason !== "" && !body.includes(SECRET)) return { caller, status, reason };
  throw new RefusalError(`${server} did not refuse ${caller} (status ${status}): nothing was timed.`);
}
