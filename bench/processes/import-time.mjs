// Prints how many milliseconds the import of a module takes in a fresh process. Usage: import-time.mjs MODULE
const [, , specifier = ""] = process.argv;
const started = performance.now();
await import(specifier);
console.log(performance.now() - started);
// A test helper may keep a process open; its import is all that is wanted.
process.exit();
