import { type Document, LineCounter, parseDocument, type YAMLParseError } from "yaml";
import { WORKFLOW_BOUNDS } from "./workflow.ts";

/** YAML, once read, or what keeps it from that. */
export type ReadYaml =
  | { readonly document: Document.Parsed; readonly content: unknown; readonly problem?: undefined }
  | { readonly document?: undefined; readonly problem: string };

/** Reads the YAML of a workflow. Too long a text, and one that refers to itself too often, cannot be read. */
export function readYaml(text: string): ReadYaml {
  if (text.length > WORKFLOW_BOUNDS.characters) {
    return { problem: `This workflow is longer than ${WORKFLOW_BOUNDS.characters} characters.` };
  }
  try {
    const lineCounter = new LineCounter();
    const document = parseDocument(text, { prettyErrors: false, lineCounter });
    const [error] = document.errors;
    if (error) {
      const { line } = lineCounter.linePos(error.pos[0]);
      return { problem: `This workflow cannot be read, in its line ${line}: ${explain(error)}` };
    }
    const content = document.toJS({ maxAliasCount: 100 }) as unknown;
    // What holds itself has no JSON, and no row could keep it.
    const size = JSON.stringify(content)?.length ?? 0;
    if (size <= 2 * WORKFLOW_BOUNDS.characters) return { document, content };
  } catch (error) {
    // Nested too deep for the reader, or an alias of too much.
    if (!(error instanceof RangeError || error instanceof ReferenceError || error instanceof TypeError)) throw error;
  }
  return { problem: "This workflow cannot be read: it refers to itself too often, or is nested too deep." };
}

/** What is wrong with it, in words for whoever writes workflows and not for whoever calls the reader. */
function explain({ code, message }: YAMLParseError): string {
  if (code === "MULTIPLE_DOCS") return "a second document begins there; a workflow is one.";
  return /call stack/i.test(message) ? "it is nested too deep." : message;
}
