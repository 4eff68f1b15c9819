import { blink } from "../../mocks/blink/index.ts";
import { service } from "../../mocks/blink/service.ts";
import { keys } from "../blink/small-blink.ts";
import { blinkWithWorkflows } from "../blink/small-workflows.ts";
import type { Range } from "./vault-under-fire.ts";

const FIXTURE = {
  fauxvault: 1,
  clock: { at: "2026-07-02T09:05:41Z", frozen: true },
  journal: 20,
  blink: blinkWithWorkflows,
};

/** Blink, as it is shot at. Asking is a use of the key, and is noted: it changes something also where it only reads. */
export const blinkRange: Range = {
  mock: blink,
  service,
  fixture: FIXTURE,
  right: { path: "/api/v1/connections", headers: { "BLINK-API-KEY": keys.owner } },
  tell(answer) {
    const kind = answer.slice(0, 3);
    return { kind, succeeded: kind.startsWith("2") };
  },
};
