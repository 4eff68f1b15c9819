import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/**
 * Where this user's certificate authority lives: `$FAUXVAULT_HOME` itself when it is set, else a `fauxvault` folder where
 * the system keeps a user's application data (`%LOCALAPPDATA%`, `~/Library/Application Support`, `$XDG_DATA_HOME` or
 * `~/.local/share`). Nothing is made here.
 */
export function defaultAuthorityFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const { FAUXVAULT_HOME: chosen, HOME, LOCALAPPDATA, XDG_DATA_HOME } = env;
  if (chosen) return chosen;
  if (platform === "win32") return win32.join(LOCALAPPDATA || win32.join(homedir(), "AppData", "Local"), "fauxvault");
  const home = HOME || homedir();
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", "fauxvault");
  // The XDG base directory specification says that a relative path there is to be ignored.
  const data = XDG_DATA_HOME && posix.isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : posix.join(home, ".local", "share");
  return posix.join(data, "fauxvault");
}
