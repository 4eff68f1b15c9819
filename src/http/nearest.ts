import { distance } from "fastest-levenshtein";
import type { Operation } from "./operation.ts";

/** The built operations whose method and path look most like what was asked for, best first: `GET /api/passwords/:id`. */
export function nearestOperations(operations: readonly Operation[], method: string, path: string, most = 3): string[] {
  const asked = path.toLowerCase().slice(0, 200);
  return operations
    .filter((operation) => operation.handle)
    .map((operation) => {
      const otherMethod = operation.method === method ? 0 : 2;
      return { operation, far: distance(asked, fill(operation.path, asked)) + otherMethod };
    })
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ operation }) => `${operation.method} ${operation.path}`);
}

/** An operation's path with what was asked for in place of its parameters, so that an id does not count as a difference. */
function fill(path: string, asked: string): string {
  const given = asked.split("/");
  return path
    .toLowerCase()
    .split("/")
    .map((segment, at) => (segment.startsWith(":") ? (given[at] ?? segment) : segment))
    .join("/");
}
