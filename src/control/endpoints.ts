import type { Endpoint } from "./endpoint.ts";
import { clockEndpoints } from "./routes/clock.ts";
import { faultEndpoints } from "./routes/faults.ts";
import { instanceEndpoints } from "./routes/instance.ts";
import { journalEndpoints } from "./routes/journal.ts";
import { productEndpoints } from "./routes/products.ts";
import { sandboxEndpoints } from "./routes/sandboxes.ts";
import { settingEndpoints } from "./routes/settings.ts";
import { vaultEndpoints } from "./routes/vault.ts";

/** Everything that the control API does. */
export const endpoints: readonly Endpoint[] = [
  ...instanceEndpoints,
  ...sandboxEndpoints,
  ...clockEndpoints,
  ...faultEndpoints,
  ...journalEndpoints,
  ...settingEndpoints,
  ...vaultEndpoints,
  ...productEndpoints,
];
