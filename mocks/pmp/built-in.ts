import type { PmpState } from "./state.ts";

/** Types of resources that hold passwords. */
export const TYPES = [
  "Windows",
  "WindowsDomain",
  "Linux",
  "MS SQL Server",
  "Fortigate Firewall",
  "Database Computer",
  "Web Site Accounts",
] as const;

/** Types of resources whose accounts hold files; see `docs/products/pmp.md#file-passwords`. */
export const FILE_TYPES = ["File Store", "Key Store", "License Store"] as const;

/** The password policies, in the order of their ids, which begin here; see `docs/products/pmp.md#password-policies`. */
export const POLICIES = ["Strong", "Medium", "Low", "Offline Password File"] as const;
export const FIRST_POLICY = 101;

/** What every installation comes with: resource types and password policies (`policy-rules`). */
export function plantBuiltIn(state: PmpState): void {
  for (const name of TYPES) state.resourceTypes.insert({ ResourceTypeName: name, HoldsFiles: false });
  for (const name of FILE_TYPES) state.resourceTypes.insert({ ResourceTypeName: name, HoldsFiles: true });
  const none = { MixedCase: false, Numerals: false, SpecialCharacters: false, MaxAgeDays: 0 };
  const all = { MixedCase: true, Numerals: true, SpecialCharacters: true, MaxAgeDays: 0 };
  const rules = {
    Strong: { MinLength: 8, MaxLength: 16, ...all },
    Medium: { MinLength: 6, MaxLength: 12, ...all, SpecialCharacters: false },
    Low: { MinLength: 5, MaxLength: 10, ...none },
    "Offline Password File": { MinLength: 12, MaxLength: 16, ...all },
  };
  for (const [at, PolicyName] of POLICIES.entries()) {
    state.policies.insert({ PolicyID: FIRST_POLICY + at, PolicyName, ...rules[PolicyName] });
  }
}
