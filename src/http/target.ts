const PREFIX = /^\/~([A-Za-z0-9_-]{1,64})(?=\/|$)/;

/** What a request's target names. */
export interface Target {
  /** Absent: the listener's own. */
  readonly sandboxId: string | undefined;
  /** Still percent-encoded, without the sandbox's prefix. */
  readonly path: string;
  /** What stands behind the first `?`. */
  readonly query: string;
}

/** Takes a target apart: `/~id/path?query`. */
export function splitTarget(target: string): Target {
  const mark = target.indexOf("?");
  const query = mark === -1 ? "" : target.slice(mark + 1);
  const path = mark === -1 ? target : target.slice(0, mark);
  const prefix = path.startsWith("/~") ? PREFIX.exec(path) : null;
  if (!prefix) return { sandboxId: undefined, path, query };
  return { sandboxId: prefix[1], path: path.slice(prefix[0].length) || "/", query };
}

/** A target that does not begin with its path, such as a proxy's `http://host/path`, as one that does. */
export function toOriginForm(target: string): string {
  const rest = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "");
  return rest.startsWith("/") ? rest : `/${rest}`;
}
