import type { Said } from "./input-data.ts";

const HARMFUL = /<\/?script|javascript:/i;
const SPARED = /^(?:AUTHTOKEN|APP_AUTHTOKEN|PASSWORD|NEWPASSWORD|SECONDPASSWORD)$/;

/**
 * The name of a parameter that the security filter takes for an attack; undefined when there is none. Passwords and tokens are
 * spared (`harmful-content`).
 */
export function findHarmful(said: Said): string | undefined {
  for (const [name, value] of said.query) {
    if (name !== "INPUT_DATA" && !SPARED.test(name) && HARMFUL.test(value)) return name;
  }
  const text = said.text ?? "";
  if (!HARMFUL.test(text)) {
    // An escape may hide what the document then says.
    if (!text.includes("\\")) return undefined;
  }
  const document = said.details ?? said.rows;
  if (!document) return HARMFUL.test(text) ? "INPUT_DATA" : undefined;
  return holdsHarm(document) ? "INPUT_DATA" : undefined;
}

function holdsHarm(value: unknown): boolean {
  if (typeof value === "string") return HARMFUL.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([name, member]) => HARMFUL.test(name) || (!SPARED.test(name) && holdsHarm(member)),
  );
}
