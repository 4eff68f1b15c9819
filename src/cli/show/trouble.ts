/** Trouble as a line of the console: without the stack that may come with it, unless `FAUXVAULT_DEBUG` is set. */
export function renderTrouble(message: string, env: NodeJS.ProcessEnv = process.env): string {
  return env.FAUXVAULT_DEBUG ? message : message.replace(/\n {4}at [\s\S]*$/, "");
}
