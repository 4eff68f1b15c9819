import type { Operation } from "./operation.ts";

interface Node {
  readonly fixed: Map<string, Node>;
  parameter: { readonly name: string; readonly node: Node } | undefined;
  readonly methods: Map<string, Operation>;
}

/** What a path leads to. */
export type Match =
  | { readonly operation: Operation; readonly params: Readonly<Record<string, string>> }
  | { readonly operation?: undefined; readonly allowed: readonly string[] };

const NO_PARAMS: Readonly<Record<string, string>> = Object.freeze({});
const NOTHING: Match = Object.freeze({ allowed: [] });

/** How a product's web server compares paths. */
interface Spelling {
  readonly ignoreCase: boolean;
  readonly joinsSlashes?: boolean;
}

/** The operations of a mock as one tree of path segments. A trailing slash does not matter; fixed segments win over parameters. */
export class Router {
  readonly #root = emptyNode();
  readonly #ignoreCase: boolean;
  readonly #joinsSlashes: boolean;

  constructor(operations: readonly Operation[], { ignoreCase, joinsSlashes = false }: Spelling) {
    this.#ignoreCase = ignoreCase;
    this.#joinsSlashes = joinsSlashes;
    for (const operation of operations) this.#add(operation);
  }

  /** The operation for a method and an encoded path; else the methods that the path knows, none when nothing is there. */
  match(method: string, path: string): Match {
    let node: Node | undefined = this.#root;
    let params: Record<string, string> | undefined;
    let start = 1;
    while (node && start < path.length) {
      let end = path.indexOf("/", start);
      if (end === -1) end = path.length;
      const segment = path.slice(start, end);
      start = end + 1;
      if (segment === "" && this.#joinsSlashes) continue;
      const fixed: Node | undefined = node.fixed.get(this.#key(segment)) ?? this.#findEncoded(node, segment);
      if (fixed) node = fixed;
      else if (node.parameter && segment !== "") {
        params ??= {};
        params[node.parameter.name] = decode(segment);
        node = node.parameter.node;
      } else return NOTHING;
    }
    const operation = node.methods.get(method);
    if (operation) return { operation, params: params ?? NO_PARAMS };
    return node.methods.size > 0 ? { allowed: [...node.methods.keys()] } : NOTHING;
  }

  #key(segment: string): string {
    return this.#ignoreCase ? segment.toLowerCase() : segment;
  }

  /** What a client wrote with percent signs where it need not have. */
  #findEncoded(node: Node, segment: string): Node | undefined {
    return segment.includes("%") ? node.fixed.get(this.#key(decode(segment))) : undefined;
  }

  #add(operation: Operation): void {
    let node = this.#root;
    for (const segment of operation.path.split("/").filter(Boolean)) {
      if (segment.startsWith(":")) {
        const name = segment.slice(1);
        node.parameter ??= { name, node: emptyNode() };
        if (node.parameter.name !== name) {
          throw new TypeError(`${operation.path}: another operation calls ':${name}' ':${node.parameter.name}' there.`);
        }
        node = node.parameter.node;
      } else {
        const key = this.#key(segment);
        const next = node.fixed.get(key) ?? emptyNode();
        node.fixed.set(key, next);
        node = next;
      }
    }
    if (node.methods.has(operation.method)) {
      throw new TypeError(`Two operations answer ${operation.method} ${operation.path}.`);
    }
    node.methods.set(operation.method, operation);
  }
}

function emptyNode(): Node {
  return { fixed: new Map(), parameter: undefined, methods: new Map() };
}

/** A segment decoded; as it came when its percent encoding is broken, which servers of this kind let through to the handler. */
function decode(segment: string): string {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
