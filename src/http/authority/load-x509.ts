/** The certificate library. Its import alone costs some 100 ms, so it waits here for the first certificate to be made. */
export async function loadX509(): Promise<typeof import("@peculiar/x509")> {
  // The library throws on import when this global polyfill is not there yet: the order matters.
  await import("reflect-metadata");
  return import("@peculiar/x509");
}
