import { z } from "zod";
import { viewJournal } from "../../http/journal-view.ts";
import { endpoint, streamEndpoint } from "../endpoint.ts";
import { streamJournal } from "../journal-stream.ts";
import { checkNames } from "../known-names.ts";
import type { JournalQuery } from "../protocol.ts";
import { journalInfo } from "../schemas.ts";

// A query's values are text; an empty one is no number, though JavaScript takes it for 0.
const whole = (low: number) =>
  z.preprocess((text) => (text === "" ? undefined : text), z.coerce.number().pipe(z.int().min(low))).exactOptional();

const journalQuery = z.strictObject({
  after: whole(0).describe("Only entries after this number."),
  product: z.string().exactOptional(),
  operation: z.string().exactOptional().describe("An operation's id, such as passwords.get."),
  status: whole(0),
  refused: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .exactOptional()
    .describe("Only refusals, or only what was not refused."),
  limit: whole(1).describe("The newest so many."),
});

/** The requests that a sandbox served, masked. */
export const journalEndpoints = [
  endpoint({
    id: "journal.list",
    method: "GET",
    path: "/v1/sandboxes/:id/journal",
    summary: "The requests that a sandbox served",
    query: journalQuery,
    answer: { status: 200, description: "Oldest first, masked.", schema: z.array(journalInfo) },
    run: async ({ instance, params, query }) => {
      const sandbox = instance.sandbox(params.id);
      await checkNames(instance, query);
      const entries = sandbox.journal.entries().filter((entry) => matches(entry, query));
      return entries.slice(-(query.limit ?? entries.length)).map(viewJournal(sandbox, instance.mocks));
    },
  }),
  endpoint({
    id: "journal.clear",
    method: "DELETE",
    path: "/v1/sandboxes/:id/journal",
    summary: "Forget the requests; their numbers go on",
    answer: { status: 204, description: "The journal is empty." },
    run: ({ instance, params }) => instance.sandbox(params.id).journal.clear(),
  }),
  streamEndpoint({
    id: "journal.stream",
    method: "GET",
    path: "/v1/sandboxes/:id/journal/stream",
    summary: "The requests as they are served, as server-sent events",
    query: z.strictObject({
      after: whole(0).describe(
        "Begin behind this entry: 0 gives all that the journal holds. Absent: only what comes from now on.",
      ),
    }),
    answer: {
      status: 200,
      description:
        "Each entry as JSON with its number as id, which a client that comes back sends as Last-Event-ID. An event 'missed' counts entries that the journal let go of before they could be sent; 'end' is the last.",
      type: "text/event-stream",
    },
    stream: streamJournal,
  }),
];

interface Compared {
  readonly seq: number;
  readonly product: string;
  readonly operation: string | undefined;
  readonly status: number;
  readonly reason: string | undefined;
}

function matches(entry: Compared, { after, product, operation, status, refused }: JournalQuery): boolean {
  return (
    (after === undefined || entry.seq > after) &&
    (product === undefined || entry.product === product) &&
    (operation === undefined || entry.operation === operation) &&
    (status === undefined || entry.status === status) &&
    (refused === undefined || (entry.reason !== undefined) === refused)
  );
}
