import { once } from "node:events";
import { createServer } from "node:net";

let found = 0;

/**
 * A port that is free and stays it until the test takes it, or takes it again: it is below those that systems give out by themselves,
 * which other tests take meanwhile.
 */
export async function findQuietPort(): Promise<number> {
  for (;;) {
    found += 1;
    // Tests of other processes begin elsewhere.
    const port = 20_000 + ((process.pid * 13 + found * 101) % 10_000);
    const server = createServer().listen(port);
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
