import type { Visit } from "../access.ts";
import { choiceOf } from "../choice.ts";
import type { ResourceRow } from "../state/vault.ts";
import { textOf } from "../texts.ts";
import { PmpRefusal } from "../wire.ts";

/** What comes back as the password where a ticket is wanted; see `docs/products/pmp.md#passwords` (`ticketing`). */
type TicketMarker = "TICKET ID REQUIRED" | "TICKET ID CORRECT REQUIRED";

const DOWN =
  "Password Not Accessible. Contact your administrator to check the Ticketing system configurations & try again later.";

/** What a call's ticket comes to: a marker in the password's place, or nothing when all is well. */
export function judgeTicket(
  visit: Visit,
  resource: ResourceRow,
  ticketId: string | undefined,
): TicketMarker | undefined {
  const { state, sandbox } = visit;
  const { Ticketing = "off", Tickets = [] } = state.settings.get(1) ?? {};
  if (Ticketing === "off" || !resource.TicketRequired) return undefined;
  if (Ticketing === "down") throw new PmpRefusal(DOWN, "the ticketing system is down");
  if (ticketId === undefined) return "TICKET ID REQUIRED";
  if (Tickets.includes(ticketId)) return undefined;
  if (choiceOf(sandbox, "ticketing") === "marker") return "TICKET ID CORRECT REQUIRED";
  throw new PmpRefusal(textOf(state, "ticket-wrong"), "the ticketing system does not know the ticket");
}

/** What `validateHelpDeskID` says (`help-desk-codes`): 0 for a good ticket, 1 for none, 2 for a wrong one, 3 for no reason. */
export function helpDeskCode(
  { state }: Visit,
  resource: ResourceRow,
  { REASON, TICKETID }: { readonly REASON?: string | undefined; readonly TICKETID?: string | undefined },
): 0 | 1 | 2 | 3 {
  const { Ticketing = "off", Tickets = [] } = state.settings.get(1) ?? {};
  if (resource.ReasonRequired && !REASON?.trim()) return 3;
  if (Ticketing === "off" || !resource.TicketRequired) return 0;
  if (Ticketing === "down") throw new PmpRefusal(DOWN, "the ticketing system is down");
  if (TICKETID === undefined) return 1;
  return Tickets.includes(TICKETID) ? 0 : 2;
}
