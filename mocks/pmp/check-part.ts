import type { FixtureChecking } from "../../src/engine/section.ts";
import { listNames, type PartDraft } from "./check/known-names.ts";
import { checkResources } from "./check/resources.ts";
import { checkUsers } from "./check/users.ts";
import { checkVocabulary } from "./check/vocabulary.ts";

/** Reports what contradicts itself in PMP's part of a fixture; a part that it has nothing against can be planted. */
export function checkPart(part: PartDraft, checking: FixtureChecking): void {
  const names = listNames(part);
  checkVocabulary(part, checking);
  checkUsers(part, names, checking);
  checkResources(part, names, checking);
}
