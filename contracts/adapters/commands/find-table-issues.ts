import type { ContentIssue } from "../../config/read-checked.ts";
import type { Command, CommandName, Output, Table } from "./table-shape.ts";
import { namesIn } from "./template.ts";

const NEW_SECRET = ["name", "container", "value", "userName", "description"].map((name) => `secret.${name}`);
const CHANGE = ["name", "value", "userName", "description"].map((name) => `change.${name}`);
const REF = ["ref.id", "ref.name", "ref.container"];

/** What templates may ask for, beside the settings. */
const INPUTS: Readonly<Record<CommandName, readonly string[]>> = {
  connect: [],
  close: [],
  testConnection: [],
  getSecret: REF,
  getSecretByName: REF,
  findSecrets: ["query.name", "query.container"],
  listContainers: [],
  createSecret: NEW_SECRET,
  updateSecret: [...REF, ...CHANGE],
  deleteSecret: REF,
  generatePassword: [],
  getHistory: REF,
  getDocument: REF,
  requestAccess: [...REF, "request.reason"],
  checkOut: REF,
  checkIn: REF,
};

/** The members without which an answer is none. */
const DEMANDED: Partial<Record<CommandName, readonly (keyof Output)[]>> = {
  getSecret: ["id", "name", "value"],
  getSecretByName: ["id", "name", "value"],
  findSecrets: ["each", "id", "name"],
  listContainers: ["each", "id", "name"],
  createSecret: ["id", "name"],
  generatePassword: ["value"],
  getHistory: ["each", "value", "changedAt"],
  getDocument: ["name", "content"],
  requestAccess: ["state"],
};

const SECRETS = ["settings.credential", "secret.value", "change.value"];
const SETTINGS = ["address", "caFile", "credential", "timeLimit", "reason", "ticket"];

/** What a schema cannot see: templates that ask for what there is not, secrets in arguments, answers without what they need. */
export function findTableIssues(table: Table): ContentIssue[] {
  const own = table.settings?.map(({ name }) => name) ?? [];
  const settings = [...new Set([...SETTINGS, ...own])].map((name) => `settings.${name}`);
  const secrets = [
    ...SECRETS,
    ...(table.settings ?? []).filter(({ secret }) => secret).map(({ name }) => `settings.${name}`),
  ];
  const issues: ContentIssue[] = [];
  const check = (path: PropertyKey[], text: string, known: readonly string[]) => {
    for (const name of namesIn(text).filter((one) => !known.includes(one))) {
      issues.push({ path, message: `There is no {{${name}}} here. There are: ${known.join(", ")}.` });
    }
  };

  checkRest(table, issues);
  for (const [name, text] of Object.entries(table.env ?? {})) check(["env", name], text, settings);
  (table.errors ?? []).forEach(({ message = "" }, index) => {
    check(["errors", index, "message"], message, [...settings, ...new Set(Object.values(INPUTS).flat())]);
  });
  for (const [name, command] of Object.entries(table.commands) as [CommandName, Command][]) {
    const at = ["commands", name];
    const known = [...settings, ...INPUTS[name]];
    for (const { path, text, isArgument } of textsOf(command)) {
      check([...at, ...path], text, known);
      const secret = isArgument && !table.secretsInArguments && namesIn(text).find((one) => secrets.includes(one));
      if (!secret) continue;
      const message = `{{${secret}}} has no place in an argument: every user of a machine can read those. Put it into env or stdin.`;
      issues.push({ path: [...at, ...path], message });
    }
    const missing = (DEMANDED[name] ?? []).filter((one) => command.output?.[one] === undefined);
    if (missing.length > 0) {
      issues.push({ path: [...at, "output"], message: `It has to say where to find: ${missing.join(", ")}.` });
    }
  }
  return issues;
}

function checkRest({ commands, missingDelete, secondCreate }: Table, issues: ContentIssue[]): void {
  if (commands.deleteSecret && missingDelete === undefined) {
    issues.push({ path: [], message: `missingDelete is required with deleteSecret: "not-found" or "done".` });
  }
  if (commands.createSecret && secondCreate === undefined) {
    const message = `secondCreate is required with createSecret: "conflict", "update" or "duplicate".`;
    issues.push({ path: [], message });
  }
}

interface Templated {
  readonly path: readonly PropertyKey[];
  readonly text: string;
  readonly isArgument: boolean;
}

function* textsOf({ run, env = {}, stdin, output = {} }: Command): Iterable<Templated> {
  for (const [index, argument] of run.entries()) {
    const path = ["run", index];
    if (typeof argument === "string") yield { path, text: argument, isArgument: true };
    else {
      yield { path, text: `{{${argument.when}}}`, isArgument: false };
      for (const text of argument.args) yield { path, text, isArgument: true };
    }
  }
  for (const [name, text] of Object.entries(env)) yield { path: ["env", name], text, isArgument: false };
  if (typeof stdin === "string") yield { path: ["stdin"], text: stdin, isArgument: false };
  else if (stdin) for (const text of textsIn(stdin.json)) yield { path: ["stdin"], text, isArgument: false };
  for (const [name, source] of Object.entries(output)) {
    if (typeof source === "object" && "text" in source)
      yield { path: ["output", name], text: source.text, isArgument: false };
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
