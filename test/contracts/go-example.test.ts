import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { probeAdapter } from "../../contracts/adapters/probe-adapter.ts";
import { stdio } from "../../contracts/adapters/stdio.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import { runContract } from "../../contracts/runner.ts";
import { needTool } from "../authority/run-tool.ts";
import { startFauxvault } from "./start-fauxvault.ts";

/** Newer versions of Go compile their standard library first. */
const BUILD_LIMIT = 240_000;

const control = startFauxvault();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fauxvault-go-"));
  return () => rm(folder, { recursive: true, force: true });
});

/** Runs a program of Go's on the example, with all that it keeps in the test's folder and nothing from a network; gives what it prints. */
async function run(command: string, ...args: readonly string[]): Promise<string> {
  const env = {
    ...process.env,
    GOCACHE: join(folder, "cache"),
    GOPATH: join(folder, "path"),
    GOENV: "off",
    GOFLAGS: "-mod=mod -buildvcs=false",
    GOPROXY: "off",
    GOTOOLCHAIN: "local",
  };
  const { stdout } = await promisify(execFile)(command, args, { cwd: "examples/go", env });
  return stdout;
}

test(
  "the Go example keeps every promise of the Passwordstate contract over stdio",
  async (context) => {
    await needTool(context, "go", "version");
    const program = join(folder, process.platform === "win32" ? "adapter.exe" : "adapter");
    await run("go", "build", "-o", program, "./cmd/passwordstate-adapter");
    expect((await probeAdapter([program], BUILD_LIMIT)).filter(({ seen }) => seen !== undefined)).toEqual([]);
    const adapter = stdio({ command: [program] });
    onTestFinished(() => adapter.close());

    const { results, level } = await runContract({ product: passwordstate, adapter, control: control() });

    expect(results.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
    expect(level).toBe("hardened");
  },
  BUILD_LIMIT,
);

test(
  "the Go example is formatted, sound to go vet, and passes its own tests",
  async (context) => {
    await needTool(context, "go", "version");
    expect(await run("gofmt", "-l", ".")).toBe("");
    await run("go", "vet", "./...");
    expect(await run("go", "test", "./...")).toContain("ok  \t");
  },
  BUILD_LIMIT,
);
