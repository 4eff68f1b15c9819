import type { PmpState } from "./state.ts";

const TYPES = [
  "Windows",
  "WindowsDomain",
  "Linux",
  "MS SQL Server",
  "Fortigate Firewall",
  "Database Computer",
  "Web Site Accounts",
] as const;

/** Types whose accounts hold files; see `docs/products/pmp.md#file-passwords`. */
const FILE_TYPES = ["File Store", "Key Store", "License Store"] as const;

/** What every installation comes with: resource types and password policies (`policy-rules`). */
export function plantBuiltIn(state: PmpState): void {
  for (const name of TYPES) state.resourceTypes.insert({ ResourceTypeName: name, HoldsFiles: false });
  for (const name of FILE_TYPES) state.resourceTypes.insert({ ResourceTypeName: name, HoldsFiles: true });
  const none = { MixedCase: false, Numerals: false, SpecialCharacters: false, MaxAgeDays: 0 };
  const all = { MixedCase: true, Numerals: true, SpecialCharacters: true, MaxAgeDays: 0 };
  state.policies.insert({ PolicyName: "Strong", MinLength: 8, MaxLength: 16, ...all });
  state.policies.insert({
    ...{ PolicyName: "Medium", MinLength: 6, MaxLength: 12 },
    ...{ ...all, SpecialCharacters: false },
  });
  state.policies.insert({ PolicyName: "Low", MinLength: 5, MaxLength: 10, ...none });
  state.policies.insert({ PolicyName: "Offline Password File", MinLength: 12, MaxLength: 16, ...all });
}
