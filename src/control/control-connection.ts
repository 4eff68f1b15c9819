import { ControlError, type ControlIssue } from "./control-error.ts";

/** Where a fauxvault's control API is, and what it demands. */
export interface ControlAddress {
  /** `http://127.0.0.1:9400`. */
  readonly url: string;
  /** Demanded by an instance that listens beyond loopback. */
  readonly token?: string | undefined;
}

/** What is asked of the control API, beside method and path. */
export interface ControlRequest {
  /** Sent as JSON. */
  readonly body?: object | undefined;
  /** Sent as it is: JSON text already. */
  readonly text?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const JSON_TYPE = "application/json";

/** The way to one control API: asks, and turns whatever goes wrong into a `ControlError` that says what to do next. */
export class ControlConnection {
  /** Without a slash at its end. */
  readonly url: string;
  readonly #token: string | undefined;

  constructor({ url, token }: ControlAddress) {
    this.url = readAddress(url);
    this.#token = readToken(token);
  }

  /** Asks for JSON; undefined when the answer is 204. */
  async ask(method: string, path: string, request: ControlRequest = {}): Promise<unknown> {
    const answer = await this.send(method, path, request);
    if (answer.status === 204) return undefined;
    try {
      return await answer.json();
    } catch (cause) {
      throw this.#noAnswer(`${method} ${path}`, cause);
    }
  }

  /** Asks for text. */
  async askText(method: string, path: string): Promise<string> {
    const answer = await this.send(method, path, {});
    try {
      return await answer.text();
    } catch (cause) {
      throw this.#noAnswer(`${method} ${path}`, cause);
    }
  }

  /** Asks, and gives the answer as soon as its head is here. Throws a `ControlError` when it is a refusal or none comes. */
  async send(method: string, path: string, { body, text, signal }: ControlRequest): Promise<Response> {
    const asked = `${method} ${path}`;
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const headers: Record<string, string> = content === undefined ? {} : { "content-type": JSON_TYPE };
    if (this.#token !== undefined) headers.authorization = `Bearer ${this.#token}`;
    let answer: Response;
    try {
      // A redirect would take the token elsewhere.
      answer = await fetch(`${this.url}${path}`, {
        method,
        headers,
        redirect: "manual",
        ...(content === undefined ? {} : { body: content }),
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw this.#noAnswer(asked, cause);
    }
    if (!answer.ok) throw await this.#refusal(asked, answer);
    return answer;
  }

  #noAnswer(asked: string, cause: unknown): ControlError {
    const code = codeOf(cause);
    const next = "start one with 'fauxvault start', or name it with --control or FAUXVAULT_CONTROL";
    if (code === "ECONNREFUSED")
      return new ControlError(`No fauxvault answers at ${this.url}: ${next}.`, { asked, cause });
    const trouble = code ?? innermostMessage(cause);
    return new ControlError(
      `${asked} had no answer from ${this.url} (${trouble}). Is a fauxvault still there? If not, ${next}.`,
      {
        asked,
        cause,
      },
    );
  }

  async #refusal(asked: string, answer: Response): Promise<ControlError> {
    const { status } = answer;
    const said = await readRefusal(answer);
    if (said) return new ControlError(said.message, { status, asked, issues: said.issues });
    return new ControlError(
      `${asked} was answered with status ${status} by something at ${this.url} that is no fauxvault: name the right address with --control or FAUXVAULT_CONTROL.`,
      { status, asked },
    );
  }
}

function readAddress(text: string): string {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    throw new ControlError("The control address is not a URL: write for example http://127.0.0.1:9400.");
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new ControlError(`The control address begins with ${url.protocol}//: it has to be http:// or https://.`);
  }
  // Not repeated in the message: what stands before the @ may be a secret.
  if (url.username !== "" || url.password !== "") {
    throw new ControlError("The control address holds a user or password: give the token by itself instead.");
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

/** A header that cannot be sent would be repeated in the error that says so. */
function readToken(token: string | undefined): string | undefined {
  const trimmed = token?.trim();
  if (!trimmed) return undefined;
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed;
  throw new ControlError("The control token holds spaces or characters beyond ASCII: give it as fauxvault showed it.");
}

/** The system's code for why there is no connection, such as `ECONNREFUSED`; fetch hides it in the cause. */
function codeOf(error: unknown): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth += 1) {
    const { code } = current as NodeJS.ErrnoException;
    if (typeof code === "string") return code;
  }
  return undefined;
}

/** What lies at the bottom of an error: `bad port` says more than fetch's own `fetch failed`. */
function innermostMessage(error: unknown): string {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause;
  return innermost instanceof Error ? innermost.message : String(innermost);
}

async function readRefusal(answer: Response): Promise<{ message: string; issues?: ControlIssue[] } | undefined> {
  try {
    const content = (await answer.json()) as { error?: { message?: unknown; issues?: ControlIssue[] } };
    const { message, issues } = content.error ?? {};
    return typeof message === "string" ? { message, ...(issues === undefined ? {} : { issues }) } : undefined;
  } catch {
    return undefined;
  }
}
