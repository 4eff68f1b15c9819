import manifest from "../package.json" with { type: "json" };

/** The version of fauxvault that is running, as in its package.json: "1.2.3". */
export const version: string = manifest.version;
