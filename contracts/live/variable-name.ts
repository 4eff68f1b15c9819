/** How an environment variable that holds a secret is named. */
export const VARIABLE_NAME = /^[A-Z][A-Z0-9_]*$/;

/** What is told to whoever names one in another way. */
export const VARIABLE_NAME_RULE = "Name an environment variable, in capital letters, digits and underscores.";
