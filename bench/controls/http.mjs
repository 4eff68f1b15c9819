// The control that has nothing to do: bare node:http with a text that is ready.
import { readAnswer, serve } from "./serve.mjs";

const { body, type } = readAnswer();
const length = Buffer.byteLength(body);

await serve((_request, response) => {
  response.writeHead(200, { "Content-Type": type, "Content-Length": length });
  response.end(body);
});
