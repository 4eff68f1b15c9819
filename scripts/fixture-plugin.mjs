import { parse } from "yaml";

/**
 * Turns `import demo from "../fixtures/demo.yaml"` into data, for rolldown and for vitest alike,
 * so that neither the shipped program nor a test reads YAML at start.
 *
 * @returns {{ name: string, transform(code: string, id: string): { code: string, map: null, moduleType: "js" } | null }}
 */
export function fixturePlugin() {
  return {
    name: "fauxvault:fixture",
    transform(code, id) {
      if (!id.endsWith(".yaml")) return null;
      // One string for JSON.parse: V8 reads it about twice as fast as the same data as an object literal.
      const json = JSON.stringify(JSON.stringify(parse(code)));
      return { code: `export default JSON.parse(${json});`, map: null, moduleType: "js" };
    },
  };
}
