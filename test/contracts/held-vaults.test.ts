import { readFile } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { expect, onTestFinished, test, vi } from "vitest";
import { inProcess } from "../../contracts/adapters/in-process.ts";
import { check } from "../../contracts/check.ts";
import { CheckFailure } from "../../contracts/check-failure.ts";
import { holdOpen } from "../../contracts/hold-open.ts";
import { passwordstate } from "../../contracts/products/passwordstate.ts";
import type { PasswordstateVault } from "../../contracts/products/passwordstate-vault.ts";
import type { RunResult } from "../../contracts/result.ts";
import { runContract } from "../../contracts/runner.ts";
import { BarePasswordstate } from "../mutants/passwordstate/bare-connector.ts";
import { startFauxvault } from "./start-fauxvault.ts";

const control = startFauxvault();

const broken = check<PasswordstateVault>("broken.promise", {
  ...{ level: "core", intent: "i", promise: "p", fix: "f", source: "s" },
  async run({ vault }) {
    await vault.plant({ name: "left to look at" });
    throw new CheckFailure("It was not so.");
  },
});

/** Holds the vault of a check that fails until `look` has seen what is printed. */
async function hold(scheme: "https" | "http", look: (printed: string) => Promise<void>): Promise<RunResult> {
  const adapter = inProcess(() => new BarePasswordstate());
  const product = { ...passwordstate, checks: [broken] };
  const out = new PassThrough().setEncoding("utf8");
  const end = new AbortController();
  try {
    return await runContract({
      ...{ product, adapter, control: control(), scheme },
      async hold(results) {
        const held = holdOpen(results, { product, control: control(), out, signal: end.signal });
        let printed = "";
        for await (const part of out.iterator({ destroyOnReturn: false })) {
          printed += part;
          if (printed.includes("Ctrl-C ends.")) break;
        }
        await look(printed);
        end.abort();
        await held;
      },
    });
  } finally {
    await adapter.close();
  }
}

test("a held vault is told with its address, what steers it, and a call that works", async () => {
  let address = "";
  const { results } = await hold("http", async (printed) => {
    const [, url = "", sandbox = ""] = /^Held open: (\S+) \(sandbox (\S+), broken\.promise\)$/m.exec(printed) ?? [];
    const [, header = "", target = ""] = /call it +curl(?:\.exe)? -H "APIKey: (\w+)" "(\S+)"$/m.exec(printed) ?? [];
    address = url;
    expect(printed).toContain(`--control ${control().url} --sandbox ${sandbox}\n`);
    expect(printed).not.toMatch(/CA file|--cacert/);
    expect(target.startsWith(`${url}/api/`)).toBe(true);
    expect((await fetch(target, { headers: { APIKey: header } })).status).toBe(200);
  });
  expect(results[0]?.held).toEqual({ address, sandbox: expect.any(String) });
  await expect(fetch(address)).rejects.toThrow("fetch failed");
});

test("over https the certificate's file is told too, and is there", async () => {
  await hold("https", async (printed) => {
    const [, file = ""] = /CA file +(\S.*)$/m.exec(printed) ?? [];
    expect(await readFile(file, "utf8")).toContain("BEGIN CERTIFICATE");
    expect(printed).toMatch(/^ +call it +curl(\.exe)? --cacert /m);
    expect(printed).toContain(`--cacert "${file}" -H`);
  });
});

test("the time for which vaults are held open is not counted", async () => {
  const hour = 3_600_000;
  const now = performance.now.bind(performance);
  onTestFinished(() => void vi.restoreAllMocks());
  const { milliseconds } = await hold("http", async () => {
    vi.spyOn(performance, "now").mockImplementation(() => now() + hour);
  });
  expect(milliseconds).toBeLessThan(hour);
});

test("a run that is over holds nothing", async () => {
  const out = new PassThrough().setEncoding("utf8");
  await holdOpen([], { product: passwordstate, control: control(), out, signal: AbortSignal.abort() });
  expect(out.read()).toBeNull();
});
