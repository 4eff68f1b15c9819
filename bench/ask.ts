import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { text } from "node:stream/consumers";

/** An answer, read whole. */
export interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  /** Why fauxvault refused, in its own header. */
  readonly reason: string | undefined;
  readonly keepsAlive: boolean;
  readonly body: string;
}

/** Something to ask for. */
export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** GET when absent. */
  readonly method?: "GET" | "POST" | undefined;
  readonly body?: string | undefined;
  /** Paths on the same server that belong to it and are read after it; `{name}` in one is that member of its answer. */
  readonly followUps?: readonly string[];
}

/** Asks for everything that belongs to a target, in its order. */
export async function askAll({ followUps = [], ...target }: Target): Promise<Answer[]> {
  const first = await ask(target);
  const answers = [first];
  for (const path of followUps) {
    const url = new URL(fillPath(path, first.body), target.url).href;
    answers.push(await ask({ url, headers: target.headers }));
  }
  return answers;
}

function fillPath(path: string, body: string): string {
  if (!path.includes("{")) return path;
  const members = JSON.parse(body) as Readonly<Record<string, unknown>>;
  return path.replace(/\{(\w+)\}/g, (_, name: string) => String(members[name]));
}

/** Asks once, on a connection of its own. */
export function ask({ url, headers, method = "GET", body: sent = "" }: Target): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const receive = (response: import("node:http").IncomingMessage) => {
      const { statusCode = 0, headers: got } = response;
      const reason = got["x-fauxvault-reason"];
      text(response).then(
        (body) =>
          resolve({
            status: statusCode,
            type: got["content-type"],
            reason: typeof reason === "string" ? reason : undefined,
            keepsAlive: got.connection !== "close",
            body,
          }),
        reject,
      );
    };
    const secure = url.startsWith("https:");
    // The load does not check certificates either, and the controls' one is signed by an authority of this run.
    const length = sent === "" ? {} : { "content-length": Buffer.byteLength(sent) };
    const options = { method, headers: { ...headers, ...length, connection: "keep-alive" }, agent: false as const };
    const request = secure
      ? requestHttps(url, { ...options, rejectUnauthorized: false }, receive)
      : requestHttp(url, options, receive);
    request.on("error", reject);
    request.end(sent);
  });
}
