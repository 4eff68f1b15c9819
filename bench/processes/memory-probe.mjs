// Preloaded into a server (--import) to ask how much memory it holds; needs --expose-gc.
process.on("message", () => {
  // Twice: what the first one found dead may have held more.
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ rss, heapUsed });
});
// The server ends when it would without this.
process.channel?.unref();
