import type { Call } from "../../src/http/call.ts";
import { errand } from "../../src/http/errands/errand.ts";
import type { Outside } from "../../src/http/errands/outside.ts";
import { assumed } from "../../src/http/evidence.ts";
import type { Mock } from "../../src/http/mock.ts";
import type { Operation } from "../../src/http/operation.ts";
import { Refusal } from "../../src/http/reply.ts";
import { tinyMock, tinySection } from "./tiny-mock.ts";

/** What the tests' errand does while it is outside; what it gives is kept and answered. */
export type Reach = (name: string, outside: Outside) => Promise<string>;

const things = ({ sandbox }: Call) => sandbox.state(tinySection).things;
const nameOf = ({ params }: Call) => params.name ?? "";

function toErrand(reach: Reach, quiet: boolean) {
  return errand({
    prepare(call) {
      const name = nameOf(call);
      const body = Buffer.from(call.request.body).toString();
      if (!quiet) things(call).insert({ name, text: "under way", at: call.sandbox.clock.now() });
      if (body === "forbidden") throw new Refusal("that errand is forbidden");
      if (body === "broken") throw new TypeError("a fault in prepare");
      call.caller.credential = "a key";
      return { name };
    },
    reach: async ({ name }, outside) => reach(name, outside),
    finish(call, { name }, found) {
      if (!quiet && things(call).get(name)?.text !== "under way")
        throw new Refusal("somebody else was there meanwhile");
      things(call).delete(name);
      things(call).insert({ name, text: found, at: call.sandbox.clock.now() });
      if (found === "broken") throw new TypeError("a fault in finish");
      return { status: 200, body: found, type: "text/plain; charset=utf-8" };
    },
  });
}

const about = { tag: "errands", evidence: assumed("made up for tests"), source: "none", summary: "Goes out" };

/** The tests' own product with three operations more: `POST` and `HEAD /errands/:name` go out, `POST /quiet/:name` writes only when it is back. */
export function mockWithErrands(reach: Reach): Mock {
  const loud = toErrand(reach, false);
  const quiet = toErrand(reach, true);
  const errands: Operation[] = [
    { ...about, id: "errands.run", method: "POST", path: "/errands/:name", errand: loud },
    { ...about, id: "errands.head", method: "HEAD", path: "/errands/:name", errand: loud },
    { ...about, id: "errands.quiet", method: "POST", path: "/quiet/:name", errand: quiet },
  ];
  return {
    ...tinyMock,
    async load() {
      const service = await tinyMock.load();
      return { ...service, operations: [...service.operations, ...errands] };
    },
    wire: {
      ...tinyMock.wire,
      refused: ({ message }) => ({ status: 404, body: message, type: "text/plain; charset=utf-8", reason: message }),
    },
  };
}

/** Something to wait for that a test decides on. */
export function makeGate(): { readonly open: (text?: string) => void; readonly opened: Promise<string> } {
  let open: (text?: string) => void = () => undefined;
  const opened = new Promise<string>((resolve) => {
    open = (text = "found") => resolve(text);
  });
  return { open, opened };
}
