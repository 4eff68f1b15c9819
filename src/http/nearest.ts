import { distance } from "fastest-levenshtein";
import { isBuilt, type Operation } from "./operation.ts";

/** Where something is answered: segments, with `:name` for a parameter. */
interface Route {
  readonly method: string;
  readonly path: string;
}

/** The built operations whose method and path look most like what was asked for, best first: `GET /api/passwords/:id`. */
export function nearestOperations(operations: readonly Operation[], method: string, path: string): string[] {
  const built = operations.filter(isBuilt);
  return nearestRoutes(built, method, path);
}

/** The routes that look most like what was asked for, best first. */
export function nearestRoutes(routes: readonly Route[], method: string, path: string, most = 3): string[] {
  const asked = path.toLowerCase().slice(0, 200);
  return routes
    .map((route) => {
      const otherMethod = route.method === method ? 0 : 2;
      return { route, far: distance(asked, fill(route.path, asked)) + otherMethod };
    })
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ route }) => `${route.method} ${route.path}`);
}

/** A route's path with what was asked for in place of its parameters, so that an id does not count as a difference. */
function fill(path: string, asked: string): string {
  const given = asked.split("/");
  return path
    .toLowerCase()
    .split("/")
    .map((segment, at) => (segment.startsWith(":") ? (given[at] ?? segment) : segment))
    .join("/");
}
