import type { Ledger } from "./ledger.ts";
import type { Target } from "./target.ts";

/** A target, and where what is made there is noted. */
export interface TargetPlan {
  readonly target: Target;
  /** To be shared with whoever has to tell what stands when there is no time to remove it. */
  readonly ledger?: Ledger | undefined;
}
