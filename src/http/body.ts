import type { IncomingMessage, ServerResponse } from "node:http";
import express, { type RequestHandler } from "express";
import type { Breakage } from "./mock.ts";

/** Reads a request's body whole, or says what is wrong with it; `undefined` when the client left before its end. */
export type BodyReader = (
  request: IncomingMessage,
  response: ServerResponse,
  done: (body: Uint8Array | Breakage | undefined) => void,
) => void;

const EMPTY = new Uint8Array(0);

/** A reader of bodies up to `limit` bytes, of any content type, unpacked when the client packed them. */
export function bodyReader(limit: number): BodyReader {
  const read: RequestHandler = express.raw({ type: () => true, limit });
  return (request, response, done) => {
    if (!hasBody(request)) return done(EMPTY);
    read(request as Parameters<RequestHandler>[0], response as Parameters<RequestHandler>[1], (error?: unknown) => {
      if (error) return done(breakageOf(error));
      const body: unknown = (request as { body?: unknown }).body;
      done(body instanceof Uint8Array ? body : EMPTY);
    });
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers["content-length"];
  return (length !== undefined && length !== "0") || headers["transfer-encoding"] !== undefined;
}

function breakageOf(error: unknown): Breakage | undefined {
  const type = (error as { type?: string }).type;
  if (type === "request.aborted") return undefined;
  return type === "entity.too.large" ? "body-too-large" : "malformed";
}
