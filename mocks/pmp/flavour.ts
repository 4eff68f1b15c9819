import type { Sandbox } from "../../src/engine/sandbox.ts";
import { section } from "./section.ts";
import type { SettingsRow } from "./state/system.ts";

/** Which of the two products the sandbox plays; see `docs/products/pmp.md#pam360`. */
export function flavourOf(sandbox: Sandbox): SettingsRow["Flavour"] {
  return sandbox.state(section).settings.get(1)?.Flavour ?? "pmp";
}
