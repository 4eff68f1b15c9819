import { mkdir, stat } from "node:fs/promises";
import path from "node:path";

/**
 * Makes a folder with those that it lies in; one that is there is fine. Not `mkdir` with `recursive`: in a file system that answers
 * ENOENT for a folder which could not be made in one that is there, such as Linux's `/proc`, that tries for ever.
 */
export async function makeFolder(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  if (await isThere(folder)) return;
  if (parent !== folder) await makeFolder(parent);
  try {
    await mkdir(folder);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** Throws where something stands in the way, such as a file in a folder's place. */
async function isThere(folder: string): Promise<boolean> {
  try {
    if ((await stat(folder)).isDirectory()) return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
  throw Object.assign(new Error(`${folder} is no folder.`), { code: "ENOTDIR" });
}
