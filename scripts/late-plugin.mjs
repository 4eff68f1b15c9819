import { readFileSync } from "node:fs";

/**
 * What bundled packages require when they are imported and need only for what is seldom or never asked of them here, with the
 * functions that they call. Together they take a third of the time in which Express is imported.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const LATE = {
  "body-parser": ["json", "raw", "text", "urlencoded"],
  "mime-types": ["charset", "contentType", "extension", "lookup"],
  "node:child_process": ["spawn"],
  qs: ["parse", "stringify"],
};

const PREFIX = "\0late:";

/** Lets bundled packages load those modules at the first call of one of their functions. Refuses a package that takes more of one than them. */
export function latePlugin() {
  return {
    name: "fauxvault:late",
    /**
     * @this {import("rolldown").PluginContext}
     * @param {string} source
     * @param {string | undefined} importer
     */
    resolveId(source, importer = "") {
      // What is loaded late is found from where it would have been loaded at once.
      if (importer.startsWith(PREFIX)) return this.resolve(source, importer.split("?")[1], { skipSelf: true });
      if (!importer.includes("node_modules") || !Object.hasOwn(LATE, source)) return null;
      checkUse(importer, source);
      return `${PREFIX}${source}?${importer}`;
    },
    /** @param {string} id */
    load(id) {
      if (!id.startsWith(PREFIX)) return null;
      const [source = ""] = id.slice(PREFIX.length).split("?");
      const members = LATE[source]?.map((name) => `${name}: (...args) => require("${source}").${name}(...args)`);
      return { code: `module.exports = { ${members?.join(", ")} };`, moduleType: /** @type {const} */ ("js") };
    },
  };
}

/**
 * Refuses a file that does with a late module what its stand-in cannot do.
 *
 * @param {string} file
 * @param {string} source
 */
function checkUse(file, source) {
  const code = readFileSync(file, "utf8").replace(/^\s*(?:\/?\*|\/\/).*$/gm, "");
  const [, name] = new RegExp(`(?:var|const) (\\w+) = require\\('${source}'\\)`).exec(code) ?? [];
  const uses = [...code.matchAll(new RegExp(`(?<![\\w.'"/-])${name}\\b(?!['"/-])(?:\\.(\\w+))?`, "g"))].slice(1);
  const known = LATE[source] ?? [];
  const wrong = uses.find(([, member = ""]) => !known.includes(member));
  if (name !== undefined && uses.length > 0 && !wrong) return;
  throw new Error(
    `${file} uses '${source}' in a way that scripts/late-plugin.mjs does not know: ${wrong?.[0] ?? "its import"}`,
  );
}
