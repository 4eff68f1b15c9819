import type { ServerResponse } from "node:http";
import type { Journal, JournalEntry } from "../engine/journal.ts";
import { type JournalViewer, viewJournal } from "../http/journal-view.ts";
import type { Asked, Outlet } from "./endpoint.ts";

/** Why a stream ended, as its last event says. */
type End = "deleted" | "stopped";

/** Streams a sandbox's journal until the client leaves, the sandbox goes or the server ends. */
export function streamJournal(
  asked: Asked<{ readonly id: string }, { readonly after?: number }, unknown>,
  { response, lastEventId, streams }: Outlet,
): void {
  const { instance, params, query, heartbeat } = asked;
  const open = () => instance.sandbox(params.id);
  const first = open();
  const resumed = /^\d{1,15}$/.test(lastEventId ?? "") ? Number(lastEventId) : undefined;
  const view = (sandbox: ReturnType<typeof open>) => viewJournal(sandbox, instance.mocks);
  const stream = new JournalStream(response);
  stream.follow(first.journal, view(first), resumed ?? query.after ?? first.journal.nextSeq - 1);
  const timer = setInterval(() => stream.beat(), heartbeat);
  const unwatch = instance.watchSandbox(params.id, (fate) => {
    if (fate === "deleted") return stream.end("deleted");
    const next = open();
    stream.follow(next.journal, view(next), 0);
  });
  const stop = () => stream.end("stopped");
  streams.add(stop);
  response.once("close", () => {
    clearInterval(timer);
    unwatch();
    streams.delete(stop);
    stream.leave();
  });
}

/**
 * One client's stream. What a slow client has not taken yet is not kept for it: the journal holds it anyway, and what the journal
 * lets go of in the meantime is counted and said.
 */
class JournalStream {
  readonly #response: ServerResponse;
  #journal: Journal | undefined;
  #view: JournalViewer | undefined;
  #sent = 0;
  #unlisten: () => void = () => undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.writeHead(200);
    response.flushHeaders();
    response.on("drain", () => this.#catchUp());
  }

  /** Sends a journal's entries after a number, those that are there and those to come. */
  follow(journal: Journal, view: JournalViewer, after: number): void {
    this.#unlisten();
    this.#journal = journal;
    this.#view = view;
    // A number from before the journal began anew is ahead of it.
    this.#sent = Math.min(after, journal.nextSeq - 1);
    this.#unlisten = journal.listen((entry) => this.#take(entry));
    this.#catchUp();
  }

  /** Says that the connection is still there. */
  beat(): void {
    const { writableEnded, writableNeedDrain } = this.#response;
    if (!writableEnded && !writableNeedDrain) this.#response.write(": still here\n\n");
  }

  end(why: End): void {
    this.leave();
    // A sandbox may be deleted in the moment in which the server stops.
    if (this.#response.writableEnded) return;
    this.#response.end(`event: end\ndata: ${JSON.stringify({ why })}\n\n`);
  }

  leave(): void {
    this.#unlisten();
    this.#journal = undefined;
  }

  #take(entry: JournalEntry): void {
    if (this.#response.writableNeedDrain) return;
    if (entry.seq === this.#sent + 1) this.#send(entry);
    else this.#catchUp();
  }

  #catchUp(): void {
    const journal = this.#journal;
    if (!journal || this.#sent >= journal.nextSeq - 1) return;
    const waiting = journal.entries().filter(({ seq }) => seq > this.#sent);
    const next = waiting[0]?.seq ?? journal.nextSeq;
    const missed = next - 1 - this.#sent;
    if (missed > 0) this.#response.write(`event: missed\ndata: ${JSON.stringify({ missed })}\n\n`);
    this.#sent = next - 1;
    for (const entry of waiting) {
      if (this.#response.writableNeedDrain) return;
      this.#send(entry);
    }
  }

  #send(entry: JournalEntry): void {
    this.#sent = entry.seq;
    this.#response.write(`id: ${entry.seq}\ndata: ${JSON.stringify(this.#view?.(entry))}\n\n`);
  }
}
