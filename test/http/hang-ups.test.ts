import { expect, test } from "vitest";
import type { Operation } from "../../src/http/operation.ts";
import { dial, drain } from "./ask.ts";
import { startTiny } from "./start-tiny.ts";
import { tinyMock, tinySection, tinyService } from "./tiny-mock.ts";

const hangUp: Operation = {
  ...(tinyService.operations[0] as Operation),
  id: "things.drop",
  path: "/drop",
  handle({ sandbox }) {
    sandbox.state(tinySection).things.insert({ name: "dropped", text: "", at: 0 });
    return { status: 0, reason: "this product drops such requests" };
  },
};

test("a product that hangs up instead of answering does so by HTTP and HTTPS, and the journal says why", async () => {
  const { port, ca, kept, sandbox } = await startTiny({
    mock: { ...tinyMock, load: async () => ({ ...tinyService, operations: [...tinyService.operations, hangUp] }) },
  });
  for (const pem of [undefined, await ca()]) {
    const socket = await dial(port, pem);
    socket.write("GET /drop HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(await drain(socket)).toBe("");
    expect(kept()).toEqual({ dropped: "" });
    const entry = sandbox.journal.entries().at(-1);
    expect(entry).toMatchObject({ status: 0, operation: "things.drop", reason: "this product drops such requests" });
    sandbox.reset();
  }
});
