import { tryAdapter } from "../../../contracts/verify/try-adapter.ts";

/** `fauxvault adapter` */
export function tryCommand(command: string[], { timeLimit }: { readonly timeLimit?: number }): Promise<number> {
  return tryAdapter({ command, timeLimit, out: process.stdout });
}
