import { open, rename, rm } from "node:fs/promises";

/** Writes a file that only its owner may read, also where a file with another mode is there already. */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  const handle = await open(file, "w", 0o600);
  try {
    if ((await handle.stat()).isFile()) await handle.chmod(0o600);
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

/** The same in one step: whoever watches for the file never sees half of it. */
export async function replacePrivateFile(file: string, text: string): Promise<void> {
  const waiting = `${file}.${process.pid}.tmp`;
  try {
    await writePrivateFile(waiting, text);
    await rename(waiting, file);
  } catch (error) {
    await rm(waiting, { force: true });
    throw error;
  }
}
