import type { Settings } from "../../../contracts/port.ts";
import { type Mutant, mutant } from "../mutant.ts";
import { type AccountJson, BarePmp } from "./bare-connector.ts";

/** A connector that takes some markers for passwords. */
function misses(isMissed: (marker: string, status: string) => boolean): new () => BarePmp {
  return class extends BarePmp {
    override refuseMarker(value: string, account: AccountJson) {
      if (!isMissed(value, account["PASSWORD STATUS"])) super.refuseMarker(value, account);
    }
  };
}

/** Flaws in how a connector takes what stands in a password's place. */
export const markerMutants: readonly Mutant[] = [
  mutant(
    "takes every text for a password",
    [
      "pmp.marker-request",
      "pmp.marker-waiting",
      "pmp.marker-check-out",
      "pmp.marker-in-use",
      "pmp.marker-auto-logon",
      "pmp.marker-file",
      "pmp.ticket",
    ],
    misses(() => true),
  ),
  mutant(
    "knows the marker [Request] alone",
    ["pmp.marker-waiting", "pmp.marker-check-out", "pmp.marker-in-use"],
    misses((marker) => marker !== "[Request]"),
  ),
  mutant(
    "does not expect the small letters of [Waiting for approval]",
    ["pmp.marker-waiting"],
    misses((marker) => marker === "[Waiting for approval]"),
  ),
  mutant(
    "takes the name of a file for a password",
    ["pmp.marker-file"],
    misses((marker, status) => marker === status && marker.includes(".")),
  ),
  mutant(
    "never sends the ticket",
    ["pmp.ticket"],
    class extends BarePmp {
      override connect({ ticket: _unsent, ...settings }: Settings) {
        return super.connect(settings);
      }
    },
  ),
  mutant(
    "goes on sending the ticket that it once had",
    ["pmp.ticket"],
    class extends BarePmp {
      override connect(settings: Settings) {
        return super.connect({ ...this.settings, ...settings });
      }
    },
  ),
];
