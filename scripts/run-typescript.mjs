import { rmSync } from "node:fs";
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
  // Inside node_modules, so that the bundle finds the packages, and out of the way of every other tool.
  const out = path.join(root, "node_modules", ".cache", "fauxvault", path.dirname(program));
  rmSync(out, { recursive: true, force: true });
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
  process.chdir(root);
  await import(pathToFileURL(path.join(out, "main.js")).href);
}
