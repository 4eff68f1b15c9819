/** What a share allows, from least to most; see `docs/products/pmp.md#sharing`. */
export const SHARE_LEVELS = ["view", "modify", "fullaccess"] as const;

/** What a share allows. */
export type ShareLevel = (typeof SHARE_LEVELS)[number];
