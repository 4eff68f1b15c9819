// Loaded into every process of the test suite, and by NODE_OPTIONS into those that they start: a connection, a
// look-up or a datagram that would leave this machine throws, and the run fails even where the code swallows the error.
import dgram from "node:dgram";
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const loopback = new net.BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** @param {string} host */
function staysHere(host) {
  const family = net.isIP(host);
  if (family === 0) return host === "localhost" || host.endsWith(".localhost");
  return loopback.check(host, family === 4 ? "ipv4" : "ipv6");
}

let failed = false;
process.on("exit", () => {
  if (failed) process.exitCode = 70;
});

/**
 * @param {string} deed
 * @param {unknown} target
 */
function refuse(deed, target) {
  const error = new Error(`fauxvault tests stay on this machine: ${deed} ${String(target)} was refused`);
  const log = process.env.FAUXVAULT_NETWORK_LOG;
  if (log) appendFileSync(log, `${error.stack}\n\n`);
  failed = true;
  return error;
}

const connect = net.Socket.prototype.connect;
/** @param {...any} args */
net.Socket.prototype.connect = function (...args) {
  // net.connect() hands its arguments on as one array, normalized.
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  const options = typeof first === "object" && first !== null ? first : readPositional(args);
  if (options.path) return Reflect.apply(connect, this, args);
  const host = options.host || "localhost";
  if (options.lookup && net.isIP(host) === 0) guardLookup(options);
  else if (!staysHere(host)) throw refuse("a connection to", host);
  return Reflect.apply(connect, this, args);
};

/** connect(path) and connect(port, host) as options. @param {any[]} args */
function readPositional([target, host]) {
  if (typeof target === "string" && Number.isNaN(Number(target))) return { path: target };
  return typeof host === "string" ? { host } : {};
}

/** A name that the program maps by itself asks no DNS; the address that it maps to has to be here. @param {any} options */
function guardLookup(options) {
  const { lookup } = options;
  if (lookup.guarded) return;
  /** @type {any} */
  const guarded = (/** @type {string} */ host, /** @type {any} */ how, /** @type {Function} */ done) =>
    lookup(host, how, (/** @type {any} */ error, /** @type {any} */ address, /** @type {any} */ family) => {
      const found = Array.isArray(address) ? address.map((one) => one.address) : [address];
      const outside = error ? undefined : found.find((one) => !staysHere(one));
      if (outside === undefined) done(error, address, family);
      else done(refuse(`a connection to ${host} at`, outside));
    });
  guarded.guarded = true;
  options.lookup = guarded;
}

/**
 * Replaces functions of an object by ones that refuse, unless the first argument stays here.
 *
 * @param {any} owner
 * @param {RegExp} names
 * @param {(name: string) => boolean} allowed
 */
function guardNames(owner, names, allowed) {
  for (const name of Object.getOwnPropertyNames(owner)) {
    const original = owner[name];
    if (typeof original !== "function" || !names.test(name)) continue;
    owner[name] = function (/** @type {any[]} */ ...args) {
      if (!allowed(args[0])) throw refuse(`dns.${name} of`, args[0]);
      return Reflect.apply(original, this, args);
    };
  }
}

// An address needs no look-up, so dns.lookup of one asks nobody.
const needsNoServer = (/** @type {unknown} */ name) =>
  typeof name !== "string" || net.isIP(name) !== 0 || staysHere(name);
for (const owner of [dns, dns.promises]) {
  guardNames(owner, /^lookup$/, needsNoServer);
  guardNames(owner, /^(lookupService|resolve|reverse)/, () => false);
}
guardNames(dns.Resolver.prototype, /^(resolve|reverse)/, () => false);
guardNames(dns.promises.Resolver.prototype, /^(resolve|reverse)/, () => false);

for (const name of /** @type {const} */ (["send", "connect"])) {
  /** @type {any} */
  const original = dgram.Socket.prototype[name];
  /** @type {any} */ (dgram.Socket.prototype)[name] = function (/** @type {any[]} */ ...args) {
    // The address is the one string after the message or the port; without it, it is localhost.
    const host = args.slice(1).find((argument) => typeof argument === "string") ?? "localhost";
    if (!staysHere(host)) throw refuse("a datagram to", host);
    return Reflect.apply(original, this, args);
  };
}

syncBuiltinESMExports();
