import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { onTestFinished } from "vitest";
import { passwordstate } from "../../mocks/passwordstate/index.ts";
import { DEFAULT_SANDBOX, Sandboxes } from "../../src/engine/sandboxes.ts";
import { takeSnapshot } from "../../src/engine/snapshot.ts";
import { World } from "../../src/engine/world.ts";
import { openAuthority } from "../../src/http/authority/open-authority.ts";
import { Dispatcher } from "../../src/http/dispatcher.ts";
import { httpSection } from "../../src/http/faults/section.ts";
import { openListener } from "../../src/http/listener.ts";
import { makeFreshFolder } from "../authority/make-fresh-folder.ts";

/** The keys that the vault under fire knows. */
export const KEYS = {
  system: "0123456789abcdef0123456789abcdef",
  generator: "1123456789abcdef0123456789abcdef",
  copyMove: "2123456789abcdef0123456789abcdef",
  list: "3123456789abcdef0123456789abcdef",
} as const;

// Small, so that its snapshot is cheap to take ten thousand times, with something of each kind.
const FIXTURE = {
  fauxvault: 1,
  clock: { at: "2026-03-01T09:00:00Z", frozen: true },
  journal: 20,
  passwordstate: {
    auditRows: 20,
    keys: {
      systemWide: { value: KEYS.system },
      passwordGenerator: { value: KEYS.generator },
      copyMove: { value: KEYS.copyMove },
    },
    folders: [{ id: 11, path: "\\Infra" }],
    lists: [
      {
        id: 101,
        name: "Linux",
        folder: "\\Infra",
        key: { value: KEYS.list },
        genericFields: [{ name: "Port" }, { name: "Since", type: "Date Picker" }],
        records: [
          { id: 1, title: "web root", userName: "root", password: "Anvil", expires: "2026-04-01" },
          { id: 2, title: "db über", password: "Quarry", history: [{ password: "old", changed: "2026-01-01" }] },
        ],
      },
      { id: 102, name: "Reasons", demandsReason: true, records: [{ id: 3, title: "glass", password: "Ferry" }] },
    ],
  },
};

/** What came of some bytes that were sent to the vault. */
export interface Shot {
  /** The statuses that came back, in order. */
  readonly statuses: readonly number[];
  /** Statuses of 500 that the operation does not document. */
  readonly unexpected: readonly string[];
  /** Whether the sandbox's snapshot is another one than before. */
  readonly changed: boolean;
  /** What handlers threw, what was reported as trouble, and what nobody caught. */
  readonly crashes: readonly string[];
}

/** A served Passwordstate that is shot at. */
export interface Target {
  /** Sends bytes on a connection of their own, closes its half, and waits until the other end is done. */
  fire(bytes: Uint8Array, secure?: boolean): Promise<Shot>;
  /** Throws when a request that is right does not get its right answer. */
  expectAlive(): Promise<void>;
}

/** Serves Passwordstate, real listener and all, until the test ends. */
export async function startTarget(): Promise<Target> {
  const authority = openAuthority({ folder: await makeFreshFolder() });
  const sandboxes = new Sandboxes(new World([httpSection, passwordstate.section]));
  const sandbox = await sandboxes.create(sandboxes.world.fixture("fuzz", FIXTURE), DEFAULT_SANDBOX);
  const crashes: string[] = [];
  const note = (error: unknown) =>
    crashes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  for (const event of ["uncaughtExceptionMonitor", "unhandledRejection"] as const) {
    process.on(event, note);
    onTestFinished(() => void process.off(event, note));
  }
  const find = (id: string) => sandboxes.find(id);
  const plan = { mock: passwordstate, sandboxId: DEFAULT_SANDBOX, sandbox: find, explain: true, onCrash: note };
  const dispatcher = new Dispatcher(plan);
  const listener = await openListener({
    name: "passwordstate",
    port: 0,
    handler: (request, response) => dispatcher.handle(request, response),
    broken: passwordstate.wire.broken,
    secureContext: () => authority.secureContext(),
    onTrouble: note,
  });
  onTestFinished(() => listener.stop());
  const { port } = listener;
  const ca = await authority.caPem();
  const before = takeSnapshot(sandbox);
  let heard = sandbox.journal.nextSeq;

  function takeUnexpected(): string[] {
    const unexpected = sandbox.journal.entries().filter(({ seq, status, operation }) => {
      const documented = passwordstate.operations.find(({ id }) => id === operation)?.replies?.[500];
      return seq >= heard && status >= 500 && documented === undefined;
    });
    heard = sandbox.journal.nextSeq;
    return unexpected.map(({ operation, reason, status }) => `${status} of ${operation}: ${reason}`);
  }

  return {
    async fire(bytes, secure = false) {
      const text = await exchange(port, bytes, secure ? ca : undefined);
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
      const changed = takeSnapshot(sandbox) !== before;
      // Each starts from the same state, so that a failure can be repeated, and shrunk.
      if (changed) sandbox.reset();
      return { statuses, changed, unexpected: takeUnexpected(), crashes: crashes.splice(0) };
    },
    async expectAlive() {
      const head = `GET /api/passwords/1 HTTP/1.1\r\nHost: x\r\nAPIKey: ${KEYS.system}\r\n`;
      const text = await exchange(port, Buffer.from(`${head}Connection: close\r\n\r\n`));
      sandbox.reset();
      if (!/^HTTP\/1\.1 200 /.test(text)) throw new Error(`A request that is right was answered: ${text}`);
    },
  };
}

/** All that comes back for some bytes. */
function exchange(port: number, bytes: Uint8Array, ca?: string): Promise<string> {
  return new Promise((resolve) => {
    const where = { port, host: "127.0.0.1" };
    const socket = ca ? connectTls({ ...where, ca, servername: "localhost" }) : connect(where);
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("latin1")));
    socket.end(bytes);
  });
}
