import type { IncomingMessage } from "node:http";
import { type BrotliOptions, brotliDecompress, gunzip, inflate, type ZlibOptions } from "node:zlib";
import type { Breakage } from "./mock.ts";

/** What reading a body comes to: its bytes, what is wrong with it, or nothing when the client left before its end. */
export type ReadBody = (body: Uint8Array | Breakage | undefined) => void;

type Unpack = (packed: Uint8Array, options: ZlibOptions & BrotliOptions, done: Unpacked) => void;
type Unpacked = (error: NodeJS.ErrnoException | null, body: Uint8Array) => void;

const UNPACK: ReadonlyMap<string, Unpack> = new Map<string, Unpack>([
  ["gzip", gunzip],
  ["x-gzip", gunzip],
  ["deflate", inflate],
  ["br", brotliDecompress],
]);

/** No body. */
export const EMPTY: Uint8Array = new Uint8Array(0);

/** Whether a request says that a body follows. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers["content-length"];
  return (length !== undefined && length !== "0") || headers["transfer-encoding"] !== undefined;
}

/**
 * Reads a request's body whole, up to `limit` bytes, and unpacks it when the client packed it. Says so as soon as it is too large:
 * what still comes is then for the caller to drop.
 */
export function readBody(request: IncomingMessage, limit: number, done: ReadBody): void {
  // Somebody's middleware may have read it before us.
  if (request.readableEnded) return void done(EMPTY);
  if (Number(request.headers["content-length"] ?? 0) > limit) return void done("body-too-large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  const settle: ReadBody = (body) => {
    request.off("data", take).off("end", finish).off("close", leave);
    done(body);
  };
  const take = (chunk: Uint8Array) => {
    size += chunk.length;
    if (size > limit) settle("body-too-large");
    else chunks.push(chunk);
  };
  const finish = () => {
    const [first = EMPTY] = chunks;
    unpack(chunks.length > 1 ? Buffer.concat(chunks) : first, request.headers["content-encoding"], limit, settle);
  };
  const leave = () => settle(undefined);
  request.on("data", take).once("end", finish).once("close", leave);
}

function unpack(body: Uint8Array, encoding: string | undefined, limit: number, done: ReadBody): void {
  const name = encoding?.trim().toLowerCase();
  if (!name || name === "identity") return void done(body);
  const work = UNPACK.get(name);
  if (!work) return void done("malformed");
  work(body, { maxOutputLength: limit }, (error, unpacked) => {
    if (error) done(error.code === "ERR_BUFFER_TOO_LARGE" ? "body-too-large" : "malformed");
    else done(unpacked);
  });
}
