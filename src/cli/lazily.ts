/** The code of a command: takes what commander gives it, returns how the run ends (0 when it says nothing). */
export type CommandCode<Args extends unknown[]> = (...args: Args) => Promise<number | undefined> | Promise<void>;

/** A commander action that imports its command's code when the command is run: no command pays for another's imports. */
export function lazily<Args extends unknown[]>(load: () => Promise<CommandCode<Args>>) {
  return async (...args: Args): Promise<void> => {
    const code = await load();
    const exitCode = await code(...args);
    if (exitCode !== undefined) process.exitCode = exitCode;
  };
}
