import { createHash, randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { AuthorityError } from "./authority-error.ts";

const MOST_ROUNDS = 20;

/**
 * Gives what `read` makes of a private file, on which all processes that ask at once agree: what is there when `read` can
 * use it (it gives undefined when not), else what the first of them made. Nobody waits for a lock, so a process that dies
 * on the way holds up no other. Throws what the file system throws, or an AuthorityError when no usable text comes about.
 */
export async function settleFile<T>(
  file: string,
  read: (text: string) => T | undefined,
  make: () => Promise<string>,
): Promise<T> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = await readIfPresent(file);
    if (found === undefined) {
      await createOnce(file, await make());
      continue;
    }
    const usable = read(found);
    if (usable !== undefined) return usable;
    await replaceUnusable(file, found, (text) => read(text) !== undefined, make);
  }
  throw new AuthorityError(
    `${file} was still of no use after ${MOST_ROUNDS} new ones were made. Check this machine's date, then delete the file.`,
  );
}

/**
 * Replaces a text that is of no use. The successor is proposed in a file named after the unusable text, which only one
 * process can create, and whoever comes next carries the same proposal over, so that no two different ones are ever used.
 */
async function replaceUnusable(
  file: string,
  unusable: string,
  isUsable: (text: string) => boolean,
  make: () => Promise<string>,
): Promise<void> {
  const proposalFile = `${file}.after-${createHash("sha256").update(unusable).digest("hex").slice(0, 8)}`;
  await createOnce(proposalFile, await make());
  const proposal = await readIfPresent(proposalFile);
  // Another process has carried it over in the meantime.
  if (proposal === undefined) return;
  // One who comes late must not replace again.
  if (isUsable(proposal) && (await readIfPresent(file)) === unusable) await replaceFile(file, proposal, 0o600);
  await rm(proposalFile, { force: true });
}

/** Writes a file so that readers see either the old text or the new one, whole. */
export async function replaceFile(file: string, text: string, mode: number): Promise<void> {
  const draft = await writeDraft(file, text, mode);
  try {
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    // Windows refuses to rename over a file that somebody has open; where the text is already there, nothing is lost.
    if ((await readIfPresent(file)) !== text) throw error;
  }
}

/** The file's text, or undefined where there is none. Bytes that are no text come back as text that is of no use. */
export async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Creates a file whole, unless it exists: a hard link is the one step that can do both on every system. */
async function createOnce(file: string, text: string): Promise<void> {
  const draft = await writeDraft(file, text, 0o600);
  try {
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(file: string, text: string, mode: number): Promise<string> {
  const draft = `${file}.${randomUUID()}.draft`;
  await writeFile(draft, text, { mode, flag: "wx", flush: true });
  return draft;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
