import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { LinePrinter } from "../../src/cli/start/line-printer.ts";

test("lines that come faster than they are read are left out and counted, and none is made in vain", async () => {
  let read = "";
  let goOn = (): void => undefined;
  const slow = new Writable({
    highWaterMark: 10,
    write(chunk, _encoding, done) {
      read += chunk;
      goOn = done;
    },
  });
  const printer = new LinePrinter(slow);
  let made = 0;
  const make = () => {
    made += 1;
    return `line ${made}`;
  };
  const add = (count: number) => {
    for (let line = 1; line <= count; line += 1) printer.add(make);
  };
  add(2);
  printer.flush();
  expect(read).toBe("line 1\nline 2\n");
  add(5000);
  printer.flush();
  expect(made).toBe(2);
  const drained = new Promise((resolve) => slow.once("drain", resolve));
  goOn();
  await drained;
  add(1);
  printer.flush();
  expect(read).toBe("line 1\nline 2\n(5000 lines left out: they came faster than they could be shown)\nline 3\n");
});
