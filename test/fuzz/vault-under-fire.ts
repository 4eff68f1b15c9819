import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { onTestFinished } from "vitest";
import { DEFAULT_SANDBOX, Sandboxes } from "../../src/engine/sandboxes.ts";
import { takeSnapshot } from "../../src/engine/snapshot.ts";
import { World } from "../../src/engine/world.ts";
import { openAuthority } from "../../src/http/authority/open-authority.ts";
import { dispatchTo } from "../../src/http/dispatcher.ts";
import { httpSection } from "../../src/http/faults/section.ts";
import { openListener } from "../../src/http/listener.ts";
import type { Mock, MockService } from "../../src/http/mock.ts";
import { makeFreshFolder } from "../authority/make-fresh-folder.ts";

/** A product to shoot at. */
export interface Range {
  readonly mock: Mock;
  readonly service: MockService;
  /** Small, so that its snapshot is cheap to take ten thousand times, with something of each kind. */
  readonly fixture: object;
  /** A request that is right. */
  readonly right: { readonly path: string; readonly headers: Readonly<Record<string, string>> };
  /** What kind of answer it is that begins with this status, and whether it says that the call did what it was to do. */
  tell(answer: string): { readonly kind: string; readonly succeeded: boolean };
}

/** What came of some bytes that were sent to the vault. */
interface Shot {
  /** The kinds of the answers that came back, in order. */
  readonly kinds: readonly string[];
  /** Whether one of them says that a call did what it was to do. */
  readonly succeeded: boolean;
  /** Statuses from 500 on that neither the operation nor its product documents. */
  readonly unexpected: readonly string[];
  /** Whether the sandbox's snapshot is another one than before. */
  readonly changed: boolean;
  /** What handlers threw, what was reported as trouble, and what nobody caught. */
  readonly crashes: readonly string[];
}

/** A served product that is shot at. */
export interface Target {
  /** Sends bytes on a connection of their own, closes its half, and waits until the other end is done. */
  fire(bytes: Uint8Array, secure?: boolean): Promise<Shot>;
  /** Throws when a request that is right does not get its right answer. */
  expectAlive(): Promise<void>;
}

/** Serves a product, real listener and all, until the test ends. */
export async function startTarget({ mock, service, fixture, right, tell }: Range): Promise<Target> {
  const authority = openAuthority({ folder: await makeFreshFolder() });
  const sandboxes = new Sandboxes(new World([httpSection, mock.section]));
  const sandbox = await sandboxes.create(await sandboxes.world.fixture("fuzz", fixture), DEFAULT_SANDBOX);
  const crashes: string[] = [];
  const note = (error: unknown) =>
    crashes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  for (const event of ["uncaughtExceptionMonitor", "unhandledRejection"] as const) {
    process.on(event, note);
    onTestFinished(() => void process.off(event, note));
  }
  const find = (id: string) => sandboxes.find(id);
  const plan = { mock, sandboxId: DEFAULT_SANDBOX, sandbox: find, explain: true, onCrash: note };
  const listener = await openListener({
    name: mock.name,
    port: 0,
    handler: dispatchTo(plan),
    broken: mock.wire.broken,
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
      const own = service.operations.find(({ id }) => id === operation)?.replies;
      return seq >= heard && status >= 500 && !own?.[status] && !service.document.replies[status];
    });
    heard = sandbox.journal.nextSeq;
    return unexpected.map(({ operation, reason, status }) => `${status} of ${operation}: ${reason}`);
  }

  return {
    async fire(bytes, secure = false) {
      const text = await exchange(port, bytes, secure ? ca : undefined);
      const answers = text
        .split(/HTTP\/1\.1 (?=\d{3} )/)
        .slice(1)
        .map(tell);
      const changed = takeSnapshot(sandbox) !== before;
      // Each starts from the same state, so that a failure can be repeated, and shrunk.
      if (changed) sandbox.reset();
      const kinds = answers.map(({ kind }) => kind);
      return {
        kinds,
        succeeded: answers.some(({ succeeded }) => succeeded),
        changed,
        unexpected: takeUnexpected(),
        crashes: crashes.splice(0),
      };
    },
    async expectAlive() {
      const lines = Object.entries({ Host: "x", ...right.headers, Connection: "close" });
      const head = [`GET ${right.path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`), "", ""];
      const text = await exchange(port, Buffer.from(head.join("\r\n")));
      sandbox.reset();
      if (!text.startsWith("HTTP/1.1 ") || !tell(text.slice(9)).succeeded)
        throw new Error(`A request that is right was answered: ${text}`);
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
