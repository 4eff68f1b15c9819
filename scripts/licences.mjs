import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes down the licence of every package whose code went into a bundle.
 *
 * @param {string[]} moduleIds absolute paths of the bundled modules
 * @returns {string} the text of THIRD-PARTY-LICENSES.txt
 * @throws when a bundled package carries no licence text: that is for a person to look at
 */
export function renderLicences(moduleIds) {
  /** @type {Map<string, string>} */
  const sections = new Map();
  for (const folder of new Set(moduleIds.map(findPackageFolder))) {
    if (folder === undefined) continue;
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    sections.set(`${name}@${version}`, `${name} ${version} (${license})\n\n${readLicence(folder, name)}\n`);
  }
  const sorted = [...sections.keys()].sort().map((key) => sections.get(key));
  return `The files in this folder contain code of these packages.\n\n${sorted.join(`\n${"-".repeat(80)}\n\n`)}`;
}

/** @param {string} moduleId */
function findPackageFolder(moduleId) {
  if (!moduleId.includes(`${path.sep}node_modules${path.sep}`)) return undefined;
  let folder = path.dirname(moduleId);
  while (!isPackage(folder)) folder = path.dirname(folder);
  return folder;
}

/** A package.json without a name only says how the files beside it are to be read. @param {string} folder */
function isPackage(folder) {
  const file = path.join(folder, "package.json");
  return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name !== undefined;
}

/**
 * @param {string} folder
 * @param {string} name
 */
function readLicence(folder, name) {
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (file !== undefined) return readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
  throw new Error(`${name} is bundled but brings no licence file: ${folder}`);
}
