// The control that has nothing to do: bare node:http with texts that are ready.
import { readAnswers, serve } from "./serve.mjs";

const answers = new Map(
  readAnswers().map(({ path, body, type }) => {
    const headers = { "Content-Type": type, "Content-Length": Buffer.byteLength(body) };
    // What is asked for by an id that is new each time is known by its path alone.
    return [path.includes("{") ? withoutQuery(path) : path, { body, headers }];
  }),
);

await serve((request, response) => {
  const { url = "" } = request;
  const answer = answers.get(url) ?? answers.get(withoutQuery(url));
  response.writeHead(answer ? 200 : 404, answer?.headers);
  response.end(answer?.body);
});

/** @param {string} path */
function withoutQuery(path) {
  return path.split("?")[0] ?? "";
}
