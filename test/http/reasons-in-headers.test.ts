import fc from "fast-check";
import { expect, test } from "vitest";
import { toHeaderText } from "../../src/http/send.ts";
import { ask } from "./ask.ts";
import { startTiny } from "./start-tiny.ts";

test("the reason of a refusal travels in a header, unless the port is told not to", async () => {
  const { port, open, sandbox } = await startTiny();
  const silent = await open({ explain: false });
  const [told, untold] = [await ask(port, "/things/a"), await ask(silent.port, "/things/a")];
  expect(told.headers["x-fauxvault-reason"]).toBe("there is no thing 'a'");
  expect(untold.headers).not.toHaveProperty("x-fauxvault-reason");
  expect(untold.text).toBe(told.text);
  expect(sandbox.journal.entries()[1]?.reason).toBe("there is no thing 'a'");
  expect((await ask(port, "/things/a", { method: "PUT" })).headers).not.toHaveProperty("x-fauxvault-reason");
});

test("names that no header can carry are written in ASCII, in the reason as in the phrase", async () => {
  const { port } = await startTiny();
  const { headers, phrase, text } = await ask(port, `/things/${encodeURIComponent("Zoë \n🔑\0")}`);
  expect(headers["x-fauxvault-reason"]).toBe("there is no thing 'Zo%C3%AB %0A%F0%9F%94%91%00'");
  expect(phrase).toBe(String.raw`[there is no thing 'Zo\u00eb \u000a\ud83d\udd11\u0000']`);
  expect(text).toBe("there is no thing 'Zoë \n🔑\0'\n");
});

test("a reason is cut at 512 characters, and the answer is whole", async () => {
  const { port } = await startTiny();
  const name = "é".repeat(1000);
  const { headers, phrase, text } = await ask(port, `/things/${encodeURIComponent(name)}`);
  expect(headers["x-fauxvault-reason"]).toHaveLength(512);
  expect(phrase).toHaveLength(512);
  expect(text).toBe(`there is no thing '${name}'\n`);
});

test("any text becomes one line of ASCII of at most 512 characters, and JSON stays the same JSON", () => {
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 700 }), fc.string({ unit: "grapheme", maxLength: 700 }));
  fc.assert(
    fc.property(text, (any) => {
      const written = toHeaderText(any);
      expect(written).toMatch(/^[\x20-\x7e]{0,512}$/);
      expect(toHeaderText(written)).toBe(written);
      const json = toHeaderText(JSON.stringify([any.slice(0, 40)]));
      expect(JSON.parse(json)).toEqual([any.slice(0, 40)]);
    }),
  );
  expect(toHeaderText("\ud800 lone")).toBe("%EF%BF%BD lone");
});
