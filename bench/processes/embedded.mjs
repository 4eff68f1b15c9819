// Starts, forks and stops fauxvault as a library and prints how long each took. Usage: embedded.mjs LIBRARY TIMES
const [, , library = "", times = "1"] = process.argv;
/** @type {typeof import("../../src/index.ts")} */
const { startFauxvault } = await import(library);
/** @type {number[]} */
const start = [];
/** @type {number[]} */
const fork = [];
/** @type {number[]} */
const stop = [];
for (let time = 0; time < Number(times); time += 1) {
  const started = performance.now();
  const vaults = await startFauxvault({ fixture: "demo" });
  const running = performance.now();
  await vaults.fork();
  const forked = performance.now();
  await vaults.stop();
  start.push(running - started);
  fork.push(forked - running);
  stop.push(performance.now() - forked);
}
console.log(JSON.stringify({ start, fork, stop }));
