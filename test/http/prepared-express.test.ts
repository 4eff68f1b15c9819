import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { prepareExpress } from "../../src/http/prepared-express.ts";
import { ask } from "./ask.ts";

test("Express's swap of prototypes finds nothing to do, and its own request and response are there all the same", async () => {
  const swapped: boolean[] = [];
  const { serve, Request, Response } = prepareExpress((request, response) => {
    swap.mockRestore();
    response.set("X-Asked", request.get("x-ask")).status(202).json({ path: request.path, query: request.query });
  });
  const swap = vi.spyOn(Object, "setPrototypeOf").mockImplementation((target, prototype) => {
    swapped.push(Reflect.getPrototypeOf(target) !== prototype);
    Reflect.setPrototypeOf(target, prototype);
    return target;
  });
  onTestFinished(() => swap.mockRestore());
  const server = createServer({ IncomingMessage: Request, ServerResponse: Response }, (request, response) => {
    swapped.length = 0;
    serve(request, response, () => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const answer = await ask(port, "/a?b=c", { headers: { "X-Ask": "me" } });
  expect(answer).toMatchObject({ status: 202, text: '{"path":"/a","query":{"b":"c"}}' });
  expect(answer.headers).toMatchObject({ "x-asked": "me" });
  expect(answer.headers).not.toHaveProperty("x-powered-by");
  expect(answer.headers).not.toHaveProperty("etag");
  expect(swapped).toEqual([false, false]);
});

test("what a handler throws, and what it passes on, comes back instead of a page with a stack", async () => {
  const caught: unknown[] = [];
  const { serve, Request, Response } = prepareExpress((request, _response, next) => {
    if (request.url === "/throws") throw new Error("thrown");
    next();
  });
  const server = createServer({ IncomingMessage: Request, ServerResponse: Response }, (request, response) =>
    serve(request, response, (error) => {
      caught.push(error);
      response.writeHead(418).end();
    }),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  for (const path of ["/throws", "/passes"]) expect(await ask(port, path)).toMatchObject({ status: 418, text: "" });
  expect(caught).toEqual([new Error("thrown"), undefined]);
});
