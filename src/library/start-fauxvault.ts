import type { FauxvaultOptions, HostPort } from "./options.ts";
import type { Vault, VaultHandler } from "./vault.ts";

const FILE = /\.(ya?ml|json)$/i;

/**
 * Starts fake vaults in this process, on free ports of the loopback. Throws a `FauxvaultError` whose message says what to do, such as
 * for a wrong fixture; nothing stays open then.
 *
 * ```ts
 * const vault = await startFauxvault({ fixture: "demo" });
 * const reply = await fetch(`${vault.url()}/api/passwords/1`, { headers: { APIKey: vault.credential() } });
 * await vault.clock.advance("P30D");
 * const copy = await vault.fork();
 * await vault.stop();
 * ```
 */
export async function startFauxvault(options: FauxvaultOptions = {}): Promise<Vault> {
  // Imported only now, so that importing the library costs a test process nothing.
  const [{ startRunning }, { ControlClient }, { OpenVault }, { checkOptions }, { inLibraryWords }] = await Promise.all([
    import("../control/running.ts"),
    import("../control/client.ts"),
    import("./open-vault.ts"),
    import("./check-options.ts"),
    import("./library-words.ts"),
  ]);
  checkOptions(options);
  const { explain = true, onTrouble = complain, hosts = [], ...others } = options;
  const running = await inLibraryWords(async () =>
    startRunning({
      ...others,
      ...(await chooseFixture(options.fixture)),
      hosts: hosts.map(withPort),
      explain,
      onTrouble,
      freePorts: true,
      onStopAsked: () => void running.stop(),
    }),
  );
  const { instance } = running;
  const household = { instance, control: new ControlClient(running.control), explain, onTrouble };
  return new OpenVault(household, "default", () => running.stop());
}

/** A vault that serves requests which somebody else's server takes. */
export type MountedVault = Vault & { readonly handler: VaultHandler };

/** What a handler is made for. */
export interface HandlerOptions extends FauxvaultOptions {
  /** `passwordstate`, when absent. */
  readonly product?: string;
}

/**
 * Makes a vault's request handler, for `http.createServer`, an Express application (before any body parser) or supertest. The vault
 * is steered as any other, through ports of its own on the loopback: stop it when you are done.
 *
 * ```ts
 * const vault = await createHandler({ product: "passwordstate", fixture: "demo" });
 * express().use("/vault", vault.handler);
 * await request(vault.handler).get("/api/passwords/1").set("APIKey", vault.credential()).expect(200);
 * ```
 */
export async function createHandler({ product, ...options }: HandlerOptions = {}): Promise<MountedVault> {
  const vault = await startFauxvault(options);
  try {
    return Object.assign(vault, { handler: vault.mount(product) });
  } catch (error) {
    await vault.stop();
    throw error;
  }
}

/** The fixture as a fauxvault takes it: a name, or the content of a file. */
async function chooseFixture(fixture: string | object | undefined) {
  if (typeof fixture !== "string" || !FILE.test(fixture)) return { fixture };
  const [{ makeWorld }, { loadFixtureFile }] = await Promise.all([
    import("../control/make-world.ts"),
    import("./load-fixture-file.ts"),
  ]);
  return { fixture: await loadFixtureFile(fixture, makeWorld()), fixtureName: fixture };
}

function withPort({ host, listener, port = 0 }: HostPort) {
  return { host, listener, port };
}

function complain(message: string): void {
  process.stderr.write(`fauxvault: ${message}\n`);
}
