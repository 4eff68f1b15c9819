import { ConnectorError, type ErrorKind } from "../../../contracts/port.ts";
import type { Answer } from "../caller.ts";
import type { Bare } from "../mutant.ts";

/** Takes one kind of failure for another, whether it is the vault's own word or the network's. */
export function confuse(kind: ErrorKind, taken: ErrorKind) {
  const swap = (error: ConnectorError) => (error.kind === kind ? new ConnectorError(taken, error.message) : error);
  return (Sound: Bare) =>
    class extends Sound {
      override judge(answer: Answer, what: string) {
        return swap(super.judge(answer, what));
      }
      override translate(error: NodeJS.ErrnoException, late: boolean) {
        return swap(super.translate(error, late));
      }
    };
}
