/** What one check may take when nothing else is said, in milliseconds: a table of commands starts dozens of programs in one. */
export const TIME_LIMIT = 30_000;

/** The same at a target, in milliseconds: some checks make dozens of secrets, and a real product is far away. */
export const TARGET_TIME_LIMIT = 120_000;

/** What a connector may take to describe itself, in milliseconds: its program has to start first, and no settings have said anything yet. */
export const DESCRIBE_TIME_LIMIT = 10_000;
