import type { SettingsRow } from "./state/system.ts";

type Flavour = SettingsRow["Flavour"];

/** The hosts that a host name field names: one in PMP, a list with commas in PAM360 (`host-names`). */
export function readHostNames(flavour: Flavour, field: string | readonly string[]): string[] {
  const texts = [field].flat();
  const names = flavour === "pam360" ? texts.flatMap((text) => text.split(",")) : texts;
  return names.map((name) => name.trim()).filter((name) => name !== "");
}

/** Why an API user cannot be bound to these hosts; nothing where it can (`host-names`). */
export function findHostMistake(flavour: Flavour, hosts: readonly string[]): string | undefined {
  const isList = (host: string) => /[,;\s]/.test(host);
  if (flavour === "pam360") {
    return hosts.some(isList) ? "A host is one name or address; several have commas between them." : undefined;
  }
  if (hosts.length <= 1 && !hosts.some(isList)) return undefined;
  return "An API user is bound to one host. A second host needs a second API user.";
}
