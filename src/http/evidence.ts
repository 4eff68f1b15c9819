/** What stands behind an operation or a message. `docs/products/` says where each fact comes from. */
export type EvidenceKind = "documented" | "observed" | "inferred" | "assumed";

/** How sure it is that the product does this, and on whose word. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly basis: string;
}

/** The vendor says so on a page that could be read, or a client's manual restates the vendor's. */
export function documented(basis: string): Evidence {
  return { kind: "documented", basis };
}

/** Public clients send or parse it, or somebody showed a real server's answer. */
export function observed(basis: string): Evidence {
  return { kind: "observed", basis };
}

/** It follows from other facts, or is a default of the framework that the product is built on. */
export function inferred(basis: string): Evidence {
  return { kind: "inferred", basis };
}

/** No public source says; the fake had to choose. */
export function assumed(basis: string): Evidence {
  return { kind: "assumed", basis };
}
