// Loads servers with autocannon, as the messages of its parent say; answers each with what it saw.
import autocannon from "autocannon";

/**
 * @typedef {object} Plan
 * @property {string} url
 * @property {Record<string, string>} headers
 * @property {"GET" | "POST"} [method]
 * @property {string} [body]
 * @property {string[]} [followUps]
 * @property {number} connections
 * @property {number} [seconds]
 * @property {number} [requests]
 */

process.on("message", async (message) => {
  const plan = /** @type {Plan} */ (message);
  try {
    process.send?.(await run(plan));
  } catch (error) {
    process.send?.({ failure: String(error) });
  }
});
process.on("disconnect", () => process.exit());
process.on("SIGINT", () => process.exit());

/** How long an answer is waited for, in seconds: a slow machine may take its own. */
const PATIENCE = 120;

/** @param {Plan} plan */
async function run({ url, headers, method, body, followUps = [], connections, seconds, requests }) {
  // autocannon keeps whole milliseconds, which is too coarse here, so each answer's time is kept.
  /** @type {number[]} */
  const latencies = [];
  let firstAt = 0;
  let last = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  const amount = requests === undefined ? { duration: seconds ?? 1 } : { amount: requests };
  // Each connection goes through the paths again and again; what belongs together counts as one answer.
  const first = {
    path: url.replace(/^https?:\/\/[^/]+/, ""),
    ...(method ? { method } : {}),
    ...(body ? { body } : {}),
  };
  const paths = fillFromFirst([first, ...followUps.map((path) => ({ path }))]);
  const options = {
    url,
    headers,
    connections,
    pipelining: 1,
    sampleInt: 100,
    requests: paths,
    timeout: PATIENCE,
    ...amount,
  };
  /** @type {WeakMap<object, { answers: number, bytes: number, milliseconds: number }>} */
  const underWay = new WeakMap();
  /** @type {import("autocannon").Result} */
  const result = await new Promise((resolve, reject) => {
    const instance = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)));
    instance.on("response", (client, _status, bytes, milliseconds) => {
      const one = underWay.get(client) ?? { answers: 0, bytes: 0, milliseconds: 0 };
      one.answers += 1;
      one.bytes += bytes;
      one.milliseconds += milliseconds;
      underWay.set(client, one);
      if (one.answers < paths.length) return;
      underWay.delete(client);
      last = performance.now();
      if (latencies.length === 0) firstAt = last;
      latencies.push(one.milliseconds);
      if (one.bytes < least) least = one.bytes;
      if (one.bytes > most) most = one.bytes;
    });
  });
  const sorted = Float64Array.from(latencies).sort();
  return {
    requests: sorted.length,
    seconds: (last - firstAt) / 1000,
    p50: sorted[Math.floor(sorted.length * 0.5)],
    p99: sorted[Math.floor(sorted.length * 0.99)],
    errors: result.errors + result.timeouts + result.mismatches,
    non2xx: result.non2xx,
    bytes: [least, most],
  };
}

/**
 * Lets paths with `{name}` have that member of the first answer, each connection of its own. The others stay as they are, as this costs time.
 *
 * @param {import("autocannon").Request[]} requests
 * @returns {import("autocannon").Request[]}
 */
function fillFromFirst([first = {}, ...others]) {
  if (!others.some(({ path = "" }) => path.includes("{"))) return [first, ...others];
  return [
    { ...first, onResponse: (_status, body, context) => void Object.assign(context, JSON.parse(body)) },
    ...others.map((request) => ({ ...request, setupRequest: fillPath(request.path ?? "") })),
  ];
}

/**
 * @param {string} path
 * @returns {NonNullable<import("autocannon").Request["setupRequest"]>}
 */
function fillPath(path) {
  return (request, context) => {
    const members = /** @type {Record<string, unknown>} */ (context);
    return { ...request, path: path.replace(/\{(\w+)\}/g, (_, name) => String(members[name])) };
  };
}
