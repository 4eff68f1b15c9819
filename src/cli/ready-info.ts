import type { Instance } from "../control/instance.ts";
import type { CredentialInfo, DoorInfo, ExampleInfo } from "../control/protocol.ts";
import { DEFAULT_SANDBOX } from "../engine/sandboxes.ts";

/** Everything that a client of a fauxvault that just started needs: what `--ready-file` holds and `start` shows. */
export interface ReadyInfo {
  readonly pid: number;
  readonly control: { readonly url: string; readonly token?: string };
  /** The ordinary addresses of each product. */
  readonly products: Readonly<Record<string, { readonly http: string; readonly https: string }>>;
  readonly doors: readonly DoorInfo[];
  readonly credentials: readonly CredentialInfo[];
  /** The authority's certificate; `start` makes the file, where there is none, a second after it is ready. */
  readonly ca: string;
  /** A request that works, for each product. */
  readonly examples: Readonly<Record<string, ExampleInfo>>;
}

/** Says what a fauxvault that just started offers in its default sandbox. */
export function describeReady(instance: Instance, control: ReadyInfo["control"]): ReadyInfo {
  const { doors } = instance;
  const sandbox = instance.sandboxes.get(DEFAULT_SANDBOX);
  const products: Record<string, { http: string; https: string }> = {};
  const examples: Record<string, ExampleInfo> = {};
  for (const mock of instance.mocks) {
    const door = doors.find(({ product, as }) => product === mock.name && as === undefined);
    if (door) products[mock.name] = { http: door.http, https: door.https };
    const example = mock.example(sandbox);
    if (example) examples[mock.name] = example;
  }
  return {
    pid: process.pid,
    control,
    products,
    doors,
    credentials: instance.mocks.flatMap((mock) => mock.credentials(sandbox)),
    ca: instance.authority.caFile,
    examples,
  };
}
