/** Prints a text as lines of the standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints a value as JSON that people can read too. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Prints a text as lines of the standard error. */
export function printError(text: string): void {
  process.stderr.write(`${text}\n`);
}
