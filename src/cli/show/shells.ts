/** The shells that `env` writes for. */
export type Shell = "sh" | "fish" | "powershell" | "cmd" | "json";

/** Variables by name. */
export type Variables = Readonly<Record<string, string>>;

type Writer = { readonly comment: string; set(name: string, value: string): string };

const WRITERS: Readonly<Record<Exclude<Shell, "json">, Writer>> = {
  sh: { comment: "#", set: (name, value) => `export ${name}='${value.replaceAll("'", "'\\''")}'` },
  fish: { comment: "#", set: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, "\\$&")}'` },
  powershell: { comment: "#", set: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'` },
  // The quotes around both keep & and | from meaning anything; a quote in the value would end them.
  cmd: { comment: "rem", set: (name, value) => `set "${name}=${value.replaceAll('"', "")}"` },
};

/** Variables as a shell reads them, with remarks as its comments; JSON has no remarks. */
export function renderVariables(shell: Shell, variables: Variables, remarks: readonly string[]): string {
  if (shell === "json") return JSON.stringify(variables, null, 2);
  const { comment, set } = WRITERS[shell];
  const lines = Object.entries(variables).map(([name, value]) => set(name, value));
  return [...remarks.map((remark) => `${comment} ${remark}`), ...lines].join("\n");
}

/** The shell around this process, as far as the environment tells. */
export function guessShell(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Shell {
  if (env.SHELL) return env.SHELL.endsWith("fish") ? "fish" : "sh";
  return platform === "win32" ? "powershell" : "sh";
}
