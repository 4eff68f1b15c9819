import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { rolldown } from "rolldown";
import { fixturePlugin } from "./fixture-plugin.mjs";
import { jsonPlugin } from "./json-plugin.mjs";
import { latePlugin } from "./late-plugin.mjs";
import { renderLicences } from "./licences.mjs";
import { root } from "./project.mjs";
import { withTypeScript } from "./run-typescript.mjs";

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

/**
 * Bundles the sources into dist/. Files are written beside it and moved in one by one, entries last, and old
 * chunks stay: a fauxvault that is already running still finds the parts that it imports later.
 *
 * @param {{ clean: boolean }} options `clean` removes what this build did not write, and refuses a missing entry.
 */
export async function bundle({ clean }) {
  // The fixtures that come along are checked by the very sources that are bundled here, and shipped as the check gave them.
  await withTypeScript("src/control/make-world.ts", async ({ makeWorld }) => {
    const world = makeWorld();
    await bundleWith((name, content) => checkFixture(world, name, content), clean);
  });
}

/**
 * What checking a fixture gives, its name left out.
 *
 * @param {any} world
 * @param {string} name
 * @param {unknown} content
 */
async function checkFixture(world, name, content) {
  const { head, parts } = await world.fixture(name, content);
  return { head, parts };
}

/**
 * @param {Parameters<typeof fixturePlugin>[0]} check
 * @param {boolean} clean
 */
async function bundleWith(check, clean) {
  const input = pickEntries(clean);
  const bundled = await rolldown({
    cwd: root,
    input,
    platform: "node",
    tsconfig: false,
    external: isExternal(),
    plugins: [fixturePlugin(check), jsonPlugin(), latePlugin()],
  });
  const { output } = await bundled.generate({
    dir: path.join(root, "dist"),
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  await bundled.close();

  const files = new Map();
  const moduleIds = [];
  for (const chunk of output) {
    if (chunk.type !== "chunk") throw new Error(`The bundle has an unexpected asset: ${chunk.fileName}`);
    moduleIds.push(...chunk.moduleIds);
    files.set(chunk.fileName, escapeWide(chunk.code));
  }
  files.set("THIRD-PARTY-LICENSES.txt", renderLicences(moduleIds));
  moveIntoPlace(files, clean);
}

/**
 * A chunk without characters beyond Latin-1. V8 keeps its text for as long as it runs, with two bytes for every character if one of
 * them needs two.
 *
 * @param {string} code
 */
function escapeWide(code) {
  return code.replace(/(\\*)([\u0100-\uffff])/g, (_all, slashes, character) => {
    const written = `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    // A character that was escaped itself, for no reason: its backslash is that of the new escape.
    return slashes.length % 2 === 1 ? `${slashes.slice(1)}${written}` : `${slashes}${written}`;
  });
}

/**
 * The command line, and what package.json exports: "./dist/types/PATH.d.ts" says which source a file stands for.
 *
 * @param {boolean} complete
 */
function pickEntries(complete) {
  /** @type {[name: string, source: string][]} */
  const entries = [["cli", "src/cli/main.ts"]];
  for (const { types, default: file } of Object.values(manifest.exports)) {
    if (types) entries.push([path.basename(file, ".js"), types.replace(/^\.\/dist\/types\/(.*)\.d\.ts$/, "$1.ts")]);
  }
  const there = entries.filter(([, source]) => existsSync(path.join(root, source)));
  if (there.length < entries.length) {
    const missing = entries.filter((entry) => !there.includes(entry)).map(([, source]) => source);
    const message = `No such source: ${missing.join(", ")}, but package.json exports it`;
    if (complete) throw new Error(message);
    console.error(message);
  }
  return Object.fromEntries(there);
}

/** What users install beside us (`dependencies`, an optional peer) stays an import; all else is bundled. */
function isExternal() {
  const names = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  /** @param {string} id */
  return (id) => names.some((name) => id === name || id.startsWith(`${name}/`));
}

/**
 * @param {Map<string, string>} files
 * @param {boolean} clean
 */
function moveIntoPlace(files, clean) {
  const dist = path.join(root, "dist");
  const waiting = path.join(root, "dist", `.writing-${process.pid}`);
  mkdirSync(path.join(waiting, "chunks"), { recursive: true });
  mkdirSync(path.join(dist, "chunks"), { recursive: true });
  const chunksFirst = [...files.keys()].sort((a, b) => Number(b.includes("/")) - Number(a.includes("/")));
  for (const name of chunksFirst) writeFileSync(path.join(waiting, name), files.get(name) ?? "");
  for (const name of chunksFirst) renameSync(path.join(waiting, name), path.join(dist, name));
  rmSync(waiting, { recursive: true });
  if (!clean) return;
  for (const name of readdirSync(path.join(dist, "chunks"))) {
    if (!files.has(`chunks/${name}`)) rmSync(path.join(dist, "chunks", name));
  }
  for (const name of readdirSync(dist)) {
    if (!files.has(name) && name !== "chunks") rmSync(path.join(dist, name), { recursive: true });
  }
}
