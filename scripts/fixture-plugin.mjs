import path from "node:path";
import { parse } from "yaml";

/**
 * Turns `import demo from "../fixtures/demo.yaml"` into data, for rolldown and for vitest alike, so that neither the shipped program
 * nor a test reads YAML at start. With `check`, which throws on a wrong fixture, `checked` is what that gave, and the content is the
 * same with what it left out filled in.
 *
 * @param {(name: string, content: unknown) => Promise<{ head: object, parts: object }>} [check]
 */
export function fixturePlugin(check) {
  return {
    name: "fauxvault:fixture",
    /**
     * @param {string} code
     * @param {string} id
     */
    async transform(code, id) {
      if (!id.endsWith(".yaml")) return null;
      const content = parse(code);
      const lines = check
        ? [
            `export const checked = ${toSource(await check(path.basename(id, ".yaml"), content))};`,
            "export default { ...checked.head, ...checked.parts };",
          ]
        : [`export default ${toSource(content)};`, "export const checked = undefined;"];
      return { code: lines.join("\n"), map: null, moduleType: /** @type {const} */ ("js") };
    },
  };
}

/**
 * One string for JSON.parse: V8 reads it about twice as fast as the same data as an object literal.
 *
 * @param {unknown} data
 */
function toSource(data) {
  return `JSON.parse(${JSON.stringify(JSON.stringify(data))})`;
}
