#!/usr/bin/env node
// In a clone, dist/ may be absent or stale; an installed package has no scripts/ and goes straight on.
import { existsSync } from "node:fs";

const ensureBuilt = new URL("../scripts/ensure-built.mjs", import.meta.url);
if (existsSync(ensureBuilt)) (await import(ensureBuilt.href)).ensureBuilt();
await import(new URL("../dist/cli.js", import.meta.url).href);
