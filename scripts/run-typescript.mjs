import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { fixturePlugin } from "./fixture-plugin.mjs";
import { root } from "./project.mjs";

/**
 * Runs a TypeScript program of this project in this process, which Node 20 does not do by itself: our sources become
 * one bundle, packages stay in node_modules. The program finds the project's files from the working folder.
 *
 * @param {string} program its path from the project's folder: "bench/main.ts"
 */
export async function runTypeScript(program) {
  const out = path.join(cache, path.dirname(program));
  rmSync(out, { recursive: true, force: true });
  await bundleInto(out, program);
  process.chdir(root);
  await import(toMain(out));
}

/**
 * Gives what a TypeScript module of this project exports to `use`, for whose time alone it can be used.
 *
 * @param {string} module its path from the project's folder
 * @param {(exported: any) => Promise<void>} use
 */
export async function withTypeScript(module, use) {
  mkdirSync(cache, { recursive: true });
  // One of its own: two builds may run at the same time.
  const out = mkdtempSync(path.join(cache, "build-"));
  try {
    await bundleInto(out, module);
    await use(await import(toMain(out)));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

// Inside node_modules, so that the bundle finds the packages, and out of the way of every other tool.
const cache = path.join(root, "node_modules", ".cache", "fauxvault");

/** @param {string} out */
function toMain(out) {
  return pathToFileURL(path.join(out, "main.js")).href;
}

/**
 * @param {string} out
 * @param {string} program
 */
async function bundleInto(out, program) {
  const bundled = await rolldown({
    cwd: root,
    input: { main: path.join(root, program) },
    platform: "node",
    external: (id) => !id.startsWith(".") && !path.isAbsolute(id),
    plugins: [fixturePlugin()],
  });
  await bundled.write({
    dir: out,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
  });
  await bundled.close();
}
