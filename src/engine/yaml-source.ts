// Imported only when a fixture file is read: the parser takes 40 ms to load.
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";

/** How many values aliases may expand to, against the kind of file that grows a thousandfold when it is read. */
const MOST_ALIASES = 1000;

/** A place in a text, both from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A fault of the YAML itself. The message quotes nothing of the text. */
export interface YamlFault extends TextPosition {
  readonly message: string;
}

/** A YAML (or JSON) text with its content, that knows where each member stands. */
export class YamlSource {
  readonly faults: readonly YamlFault[];
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();

  /** Throws a `RangeError` for what is nested too deeply. */
  constructor(text: string) {
    // Not the parser's own pretty messages: they quote the text.
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const { errors, warnings } = this.#document;
    const faults = [...errors, ...warnings].map(({ pos, message }) => ({
      ...this.#at(pos[0]),
      message: `${message}.`,
    }));
    this.faults = faults.length > 0 ? faults : this.#findLostAliases();
  }

  /** The content as plain data. Throws a `ReferenceError` when aliases expand to far too much. */
  content(): unknown {
    return this.#document.toJS({ maxAliasCount: MOST_ALIASES });
  }

  /** Where a member stands: its name, or an element itself; for one that is missing, what it is missing from. */
  positionOf(path: readonly PropertyKey[]): TextPosition {
    let node: unknown = this.#document.contents;
    let offset = startOf(node) ?? 0;
    for (const step of path) {
      const found = this.#enter(node, step);
      if (!found) break;
      offset = found.offset ?? offset;
      node = found.node;
    }
    return this.#at(offset);
  }

  #enter(
    node: unknown,
    step: PropertyKey,
  ): { readonly node: unknown; readonly offset: number | undefined } | undefined {
    const target = isAlias(node) ? node.resolve(this.#document) : node;
    if (isSeq(target)) {
      const item = target.items[Number(step)];
      return item === undefined ? undefined : { node: item, offset: startOf(item) };
    }
    if (!isMap(target)) return undefined;
    const pair = target.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return pair && { node: pair.value, offset: startOf(pair.key) };
  }

  /** The aliases that name no anchor before them; the parser itself says so without their place. */
  #findLostAliases(): YamlFault[] {
    const anchors = new Set<string>();
    const lost: YamlFault[] = [];
    visit(this.#document, {
      Node: (_, node) => {
        if (!isAlias(node)) {
          if ("anchor" in node && node.anchor !== undefined) anchors.add(node.anchor);
        } else if (!anchors.has(node.source)) {
          lost.push({ ...this.#at(startOf(node) ?? 0), message: "There is no anchor of this name before the alias." });
        }
      },
    });
    return lost;
  }

  #at(offset: number): TextPosition {
    const { line, col } = this.#lines.linePos(offset);
    // An empty text has no line to count from.
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
