// The control that has nothing to do: bare node:http with texts that are ready.
import { readAnswers, serve } from "./serve.mjs";

const answers = new Map(
  readAnswers().map(({ path, body, type }) => {
    const headers = { "Content-Type": type, "Content-Length": Buffer.byteLength(body) };
    return [path, { body, headers }];
  }),
);

await serve((request, response) => {
  const answer = answers.get(request.url ?? "");
  response.writeHead(answer ? 200 : 404, answer?.headers);
  response.end(answer?.body);
});
