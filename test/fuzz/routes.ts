import fc from "fast-check";
import { isBuilt, type Operation } from "../../src/http/operation.ts";
import { anyId, anyPiece } from "./any-text.ts";
import { anyMethod } from "./request-bytes.ts";

/** A method and a path: most often those of an operation, with an id or any piece in it. */
export function anyRoute(operations: readonly Operation[], more: readonly string[]) {
  const built = operations.filter(isBuilt);
  const paths = [...new Set(operations.map(({ path }) => path)), ...more];
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(
          fc.constantFrom(...built, ...built, ...built, ...operations),
          fc.oneof({ weight: 3, arbitrary: anyId }, anyPiece),
        )
        .map(([{ method, path }, piece]) => ({ method: String(method), path: path.replace(/:[a-z]+/gi, () => piece) })),
    },
    { weight: 2, arbitrary: fc.record({ method: anyMethod, path: anyPath(paths) }) },
  );
}

/** Pairs of a query or a form, names known and unknown, escaped or as they are. */
export function anyQuery(names: readonly string[]): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...names), anyPiece), fc.option(anyPiece)), { maxLength: 4 })
    .map((pairs) => pairs.map(([name, value]) => (value === null ? name : `${name}=${value}`)).join("&"));
}

function anyPath(paths: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    fc.tuple(fc.constantFrom(...paths), fc.array(anyPiece, { minLength: 3, maxLength: 3 })).map(([path, pieces]) => {
      let at = 0;
      return path.replace(/:[a-z]+/gi, () => pieces[at++ % pieces.length] ?? "");
    }),
    fc.tuple(fc.constantFrom(...paths), anyPiece).map(([path, piece]) => `${path}/${piece}`),
    fc.tuple(fc.constantFrom("/~", "/~default", "/~gone", "//", "/%2e%2e/"), anyPiece).map((parts) => parts.join("/")),
    anyPiece.map((piece) => `/${piece}`),
    anyPiece,
  );
}
