import type { Visit } from "../access.ts";
import { statusOf } from "../choice.ts";
import type { TemplateRow } from "../state.ts";
import { PasswordstateRefusal } from "../wire.ts";

/** The template of an id. Only a fixture makes templates: the API can name one and nothing else. */
export function reachTemplate({ sandbox, state }: Visit, id: number): TemplateRow {
  const template = state.templates.get(id);
  if (template) return template;
  const phrase = `A Password List Template of ID '${id}' was not found in the database.`;
  throw new PasswordstateRefusal(statusOf(sandbox, "unknown-list"), phrase, `the fixture has no template ${id}`);
}
