import type { Chance } from "../chance.ts";
import type { Field, FullRef, Stored } from "../vault.ts";
import type { TargetLine } from "./target-line.ts";

/** A secret as a target lists it: without its value. */
export interface Entry {
  readonly id: string;
  readonly container: string;
  readonly name: string;
}

/** A secret with its value, and where it lies. */
export type StoredEntry = Stored & Pick<Entry, "container">;

/** A secret that is to be made. */
export interface NewEntry extends Omit<Entry, "id"> {
  readonly value: string;
  readonly userName: string;
  readonly description: string;
}

/** What the harness asks a product for through its own API, with the user's credential. Throws a `TargetError`. */
export interface ReadingApi {
  /** A call that only reads, and that is answered only to a good credential. */
  probe(): Promise<void>;
  /** The secrets whose names hold a text, in all containers that the credential opens. May give others beside them. */
  find(text: string): Promise<readonly Entry[]>;
  /** All secrets of a container that the credential may see. */
  list(container: string): Promise<readonly Entry[]>;
  /** The names under which a secret stands now: none when it is gone, several when the vault is at odds with itself. */
  namesOf(ref: FullRef): Promise<readonly string[]>;
  /** The same secrets with their values. */
  read(text: string): Promise<readonly StoredEntry[]>;
}

/** Changes what a product holds. To be had through a `Corner` alone. */
export interface WritingApi {
  /** Makes a secret; gives its id. */
  add(entry: NewEntry): Promise<string>;
  setValue(entry: Entry, value: string): Promise<void>;
  /** Removes a secret for good. */
  erase(entry: Entry): Promise<void>;
}

/** How a product is reached where there is nothing but its own API. */
export interface LiveProduct {
  /** What the product keeps of a secret beside its name and its value. */
  readonly fields: readonly Field[];
  /** What its containers are called: `list`. */
  readonly containerWord: string;
  /** An id of the right form that no secret has. */
  readonly missingId: string;
  /** A credential of the right form that nobody has. */
  inventCredential(chance: Chance): string;
  /** `container` is where a probe looks, when the user named one. */
  reach(line: TargetLine, credential: string, container: string | undefined): ReadingApi & WritingApi;
}
