import { readFile, stat } from "node:fs/promises";
import { z } from "zod";
import { ContractsError } from "../contracts-error.ts";
import { knownAt } from "./known-at.ts";

/** Something wrong at a place of a file's content. */
export interface ContentIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A file's content with what it takes to say where in the file something is wrong. */
export interface FileContent {
  readonly file: string;
  readonly content: unknown;
  /** `12:5` for a place of the content; empty where a file has no such thing. */
  locate(path: readonly PropertyKey[]): string;
}

/** More than this nobody wrote by hand. */
const MOST_BYTES = 1_000_000;
/** More than this of what is wrong says no more. */
const MOST_ISSUES = 20;

/** Reads a YAML or JSON file. Throws a `ContractsError` with file and line. */
export async function readContent(file: string): Promise<FileContent> {
  const text = await readText(file);
  // Imported only when such a file is read: the parser takes 40 ms to load.
  const { YamlSource } = await import("../../src/engine/yaml-source.ts");
  try {
    const source = new YamlSource(text);
    const [fault] = source.faults;
    if (fault) throw new ContractsError(`${file}:${fault.line}:${fault.column}: ${fault.message}`);
    return {
      file,
      content: source.content(),
      locate(path) {
        const { line, column } = source.positionOf(path);
        return `${line}:${column}`;
      },
    };
  } catch (error) {
    // Of the parser: aliases that expand without end, and nesting that fills the stack.
    if (!(error instanceof ReferenceError) && !(error instanceof RangeError)) throw error;
    throw new ContractsError(`${file}: It is nested too deeply, or expands to far more than it holds.`);
  }
}

/** The content as its schema reads it. Throws a `ContractsError` that tells all that is wrong, each with file and line. */
export function checkContent<Schema extends z.ZodType>(content: FileContent, schema: Schema): z.output<Schema> {
  const { success, data, error } = schema.safeParse(content.content);
  if (success) return data;
  const known = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  refuse(
    content,
    error.issues.flatMap((issue): ContentIssue[] => {
      // What is wrong with the key says more than that something is.
      if (issue.code === "invalid_key") return [{ ...issue, message: issue.issues[0]?.message ?? issue.message }];
      if (issue.code !== "unrecognized_keys") return [issue];
      const names = knownAt(known, issue.path);
      const instead = names.length === 0 ? "" : ` Known: ${names.join(", ")}.`;
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        message: `'${key}' is not known here.${instead}`,
      }));
    }),
  );
}

/** Throws a `ContractsError` that tells all that is wrong with a file, in the order of its lines. */
export function refuse({ file, locate }: FileContent, issues: readonly ContentIssue[]): never {
  const told = issues.slice(0, MOST_ISSUES).map(({ path, message }) => {
    const place = locate(path);
    const member = path.length === 0 ? "" : `${path.map(String).join(".")}: `;
    return {
      line: Number.parseInt(place, 10) || 0,
      text: `${file}${place === "" ? "" : `:${place}`}: ${member}${message}`,
    };
  });
  told.sort((one, other) => one.line - other.line);
  const more = issues.length - told.length;
  throw new ContractsError([...told.map(({ text }) => text), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"));
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw new ContractsError(`${file} has ${size} bytes; it may have ${MOST_BYTES} at most.`);
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (error) {
    if (error instanceof ContractsError) throw error;
    if (error instanceof TypeError) throw new ContractsError(`${file} is not UTF-8 text.`);
    const { code } = error as NodeJS.ErrnoException;
    throw new ContractsError(code === "ENOENT" ? `There is no file ${file}.` : `${file} cannot be read (${code}).`);
  }
}
