/**
 * Ships what packages keep as JSON, such as Express's table of media types, as one string for JSON.parse: V8 reads that about twice
 * as fast as the object literal that a bundler makes of it, and skips over it where it is not used.
 */
export function jsonPlugin() {
  return {
    name: "fauxvault:json",
    /**
     * @param {string} code
     * @param {string} id
     */
    transform(code, id) {
      if (!id.endsWith(".json") || !id.includes("node_modules")) return null;
      const text = JSON.stringify(JSON.stringify(JSON.parse(code)));
      return { code: `module.exports = JSON.parse(${text});`, map: null, moduleType: /** @type {const} */ ("js") };
    },
  };
}
