import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./project.mjs";

const sources = ["src", "mocks", "contracts", "fixtures", "scripts", "package.json", "package-lock.json"];
const stamp = path.join(root, "dist", ".built");

/**
 * Says in a few milliseconds what the sources look like: names, sizes and times. Compared for equality, so that
 * a deleted file and one that an older branch brings back count as changes too.
 *
 * @returns {string} a hash
 */
export function fingerprintSources() {
  const hash = createHash("sha1");
  for (const source of sources) addToHash(path.join(root, source), hash);
  return hash.digest("hex");
}

/** @returns {boolean} whether dist/ was built from the sources as they are now */
export function isFresh() {
  if (!existsSync(stamp) || !existsSync(path.join(root, "dist", "cli.js"))) return false;
  return readFileSync(stamp, "utf8") === fingerprintSources();
}

/**
 * Notes that dist/ now stands for the sources with this fingerprint: the one taken before the build began, so
 * that what was saved while it ran counts as newer.
 *
 * @param {string} fingerprint
 */
export function markBuilt(fingerprint) {
  writeFileSync(stamp, fingerprint);
}

/**
 * @param {string} file
 * @param {import("node:crypto").Hash} hash
 */
function addToHash(file, hash) {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (stat.isDirectory()) for (const name of readdirSync(file).sort()) addToHash(path.join(file, name), hash);
  else hash.update(`${file}\0${stat.size}\0${stat.mtimeMs}\n`);
}
