import { runMatrix } from "./matrix.ts";
import { startMatrixWorker } from "./matrix-worker.ts";

// The same program in its two parts: what tells the work out, and those who do it.
if (process.send === undefined) process.exitCode = await runMatrix(process.argv.slice(2));
else await startMatrixWorker();
