import { check, liveCheck } from "../check.ts";
import { expectFailed, expectFailure, expectPassed, expectThat, failureOf } from "../expect.ts";

/** Long enough for a few attempts on a busy machine, and far less than the vault asks for; in milliseconds. */
const PATIENCE = 10_000;

/** Whether the connection test tells the truth, both ways. */
export const connectionChecks = [
  liveCheck("connection.passes", "live-read", {
    level: "core",
    intent: "Tests a connection whose settings are right",
    promise: "With the right settings the connection test passes",
    fix: "Let testConnection make a call that every credential may make which can read, and judge its answer as the work does",
    source: "T1",
    async run({ connector }) {
      expectPassed(await connector.testConnection(), "With the right settings");
    },
  }),

  check("connection.asks", {
    level: "core",
    intent: "Looks at what a connection test asks of the vault",
    promise: "The connection test asks the vault something with the credential, and changes nothing",
    fix: "Let testConnection make a real call that the vault answers only to a good credential, and one that only reads",
    source: "T1",
    async run({ vault, testAgain }) {
      await testAgain();
      const requests = await vault.requests();
      expectThat(
        requests.some(({ caller }) => caller.credential !== undefined),
        "The connection was tested, but the vault saw no request with the credential: nothing was tested.",
      );
      const write = requests.find((request) => !vault.isRead(request));
      expectThat(write === undefined, `The connection test sent ${write?.method} ${write?.target}: it may only read.`);
    },
  }),

  liveCheck("connection.wrong-credential", "live-read", {
    level: "core",
    intent: "Tests and reads with a credential that the vault does not know",
    promise: "A wrong credential fails the connection test and every read as `unauthenticated`",
    fix: "Map the vault's refusal of a credential to `unauthenticated`, in the test as in the work",
    source: "T2",
    async run({ vault, test, read }) {
      const { ref } = await vault.known();
      const credential = vault.unknownCredential();
      expectFailed(await test({ credential }), ["unauthenticated"], "With an unknown credential");
      await expectFailure(read(ref, { credential }), ["unauthenticated"], "With an unknown credential");
    },
  }),

  check("connection.revoked-credential", {
    level: "core",
    intent: "Revokes the credential of a connector that is connected already",
    promise: "A credential that worked and was revoked fails the next test and the next read as `unauthenticated`",
    fix: "Ask the vault each time; do not remember that a credential was good, nor what was read with it",
    source: "T2",
    async run({ connector, vault, testAgain }) {
      const { ref } = await vault.plant();
      expectPassed(await connector.testConnection(), "Before the credential was revoked");
      await connector.getSecret(ref);
      await vault.revokeCredential();
      await expectFailure(connector.getSecret(ref), ["unauthenticated"], "After the credential was revoked");
      expectFailed(await testAgain(), ["unauthenticated"], "After the credential was revoked");
    },
  }),

  check("connection.forbidden", {
    level: "core",
    intent: "Tests and reads with a valid credential that may not read",
    promise: "A valid credential without the permission fails as `forbidden`, never as `unauthenticated`",
    fix: "Map the vault's refusal of a permission to `forbidden`: another credential of the same kind will not help",
    source: "T3",
    async run({ vault, test, read }) {
      const { container, credential } = await vault.credentialWithoutReading();
      const { ref } = await vault.plant({ container });
      expectFailed(await test({ credential }), ["forbidden"], "With a credential that may not read");
      await expectFailure(read(ref, { credential }), ["forbidden"], "With a credential that may not read");
    },
  }),

  check("connection.least-permission", {
    level: "core",
    intent: "Tests with a credential that may do nothing but read in one container",
    promise: "The connection test asks for no wider permission than reading a secret does",
    fix: "Test with the call that reading makes, or with one that every credential which can read may make",
    source: "T7",
    async run({ vault, test, read }) {
      const { container, credential } = vault.readOnly;
      const { ref } = await vault.plant({ container });
      await read(ref, { credential });
      expectPassed(await test({ credential }), "With a credential that reads what it is for");
    },
  }),

  liveCheck("connection.agrees-with-work", "live-read", {
    level: "core",
    intent: "Tests and reads under the same good and bad settings",
    promise: "When the connection test passes the first read passes, and when the read is refused the test fails",
    fix: "Let the test and the work build their requests and judge the answers in one place",
    source: "T8",
    async run({ vault, test, read }) {
      const { ref } = await vault.known();
      const situations = {
        "the right settings": {},
        "an unknown credential": { credential: vault.unknownCredential() },
        "an address where nobody listens": { address: await vault.deadAddress() },
      };
      for (const [name, change] of Object.entries(situations)) {
        const report = await test(change);
        const failure = await failureOf(read(ref, change));
        const tested = `With ${name} the test ${report.outcome === "passed" ? "passed" : "did not pass"}`;
        const worked = failure === undefined ? "the read passed" : `the read failed with '${failure.kind}'`;
        const agree = (report.outcome === "passed") === (failure === undefined) && report.kind === failure?.kind;
        expectThat(agree, `${tested} (${report.kind ?? "no kind"}), but ${worked}.`);
      }
    },
  }),

  liveCheck("connection.wrong-path", "live-read", {
    level: "core",
    intent: "Gives an address with a path below which there is no vault",
    promise: "A wrong path in the address fails the test as it fails the work, and is never taken for a missing secret",
    fix: "Tell the vault's own word from a web server's 404: look into its body. Or ignore the path in both places",
    source: "T4",
    async run({ vault, settings, test, read }) {
      const { ref } = await vault.known();
      const address = `${settings.address}/not-the-vault`;
      const report = await test({ address });
      const failure = await failureOf(read(ref, { address }));
      expectThat(failure?.kind !== "not-found", "At a wrong path, a secret that exists was reported as 'not-found'.");
      const passed = report.outcome === "passed";
      const but = passed ? "the test passed but the read failed" : "the test failed but the read passed";
      expectThat(passed === (failure === undefined), `At a wrong path ${but}.`);
    },
  }),

  check("connection.trailing-slash", {
    level: "core",
    intent: "Gives the right address with a slash at its end",
    promise: "An address works the same with a slash at its end, in the test and in the work",
    fix: "Put addresses together with a URL library, or take the slashes off the end first",
    source: "T4",
    async run({ vault, settings, test, read }) {
      const { ref } = await vault.plant();
      const address = `${settings.address}/`;
      expectPassed(await test({ address }), "With a slash at the address's end");
      await read(ref, { address });
      const doubled = (await vault.requests()).find(({ target }) => target.startsWith("//"));
      expectThat(doubled === undefined, `The connector asked for ${doubled?.target}: two slashes where one belongs.`);
    },
  }),

  check("connection.html-page", {
    level: "core",
    intent: "Lets a portal answer every request with an HTML login page and status 200",
    promise: "A login page or proxy page with status 200 fails the test and every read",
    fix: "Look at what came, not only at the status: it must be the JSON that the vault promises",
    source: "T5",
    async run({ connector, vault, test }) {
      const { ref } = await vault.plant();
      await vault.disturb({ kind: "html" });
      const report = await test();
      expectThat(
        report.outcome === "failed" && report.kind !== "not-found",
        `With an HTML page for every answer, the connection test ${report.outcome} (${report.kind ?? "no kind"}).`,
      );
      const failure = await failureOf(connector.getSecret(ref));
      expectThat(failure !== undefined, "Out of an HTML page, the connector read a secret.");
      expectThat(failure.kind !== "not-found", "An HTML page was reported as 'not-found'.");
    },
  }),

  liveCheck("connection.repeatable", "live-read", {
    level: "core",
    intent: "Fails a connection test twice, mends the settings and tests again",
    promise: "A failed test is an answer and no exception, says the same when repeated, and leaves nothing behind",
    fix: "Let testConnection return { outcome: 'failed', kind, message }, and keep nothing of a failed attempt",
    source: "T10",
    async run({ connector, vault, connect }) {
      const refused = await failureOf(connect({ credential: vault.unknownCredential() }));
      for (const time of ["first", "second"]) {
        if (refused) break;
        const report = await connector.testConnection().catch((error: Error) => error);
        expectThat(!(report instanceof Error), "The failed connection test threw an error instead of reporting it.");
        expectFailed(report, ["unauthenticated"], `With an unknown credential, the ${time} time`);
      }
      await connect();
      expectPassed(await connector.testConnection(), "With the right settings after a failed test");
    },
  }),

  check("connection.outside-address", {
    level: "standard",
    intent: "Lets the vault be called from other addresses alone",
    promise: "A caller outside the allowed addresses is told `forbidden`: the credential is not to blame",
    fix: "Map the vault's refusal of an address to `forbidden`",
    source: "T12",
    async run({ connector, vault, test }) {
      const { ref } = await vault.plant();
      await vault.shutOut();
      expectFailed(await test(), ["forbidden"], "From an address that is not allowed");
      await expectFailure(connector.getSecret(ref), ["forbidden"], "From an address that is not allowed");
    },
  }),

  check("connection.other-address", {
    level: "core",
    intent: "Gives a connector that has worked the address of another server",
    promise: "Every call goes to the address of the settings in force, and none to one that it had before",
    fix: "Let connect replace the address wherever it is kept: in clients, pools and prepared URLs",
    source: "D5, T9",
    async run({ vault, test, read }) {
      const { ref } = await vault.plant();
      await read(ref);
      const before = (await vault.requests()).length;
      const address = await vault.openDoor({ as: vault.otherHost });
      await test({ address });
      await failureOf(read(ref, { address }));
      const made = (await vault.requests()).slice(before);
      expectThat(made.length > 0, "Told another address, the connector asked nobody.");
      const stray = made.find(({ caller }) => caller.host !== vault.otherHost);
      expectThat(
        stray === undefined,
        `Told another address, it sent ${stray?.method} ${stray?.target} to the old one.`,
      );
    },
  }),

  check("connection.busy", {
    level: "standard",
    intent: "Tests while the vault asks for patience",
    promise:
      "A test that a busy vault does not answer says `rate-limited` or that it cannot tell; it neither passes nor blames the credential",
    fix: "Answer with outcome 'failed' and kind 'rate-limited', or with 'unknown' and the reason",
    source: "T11",
    async run({ vault, test }) {
      await vault.disturb({ kind: "status", status: 429, headers: { "Retry-After": "60" } });
      const { outcome, kind } = await test({ timeLimit: PATIENCE });
      const right = outcome === "unknown" || (outcome === "failed" && kind === "rate-limited");
      expectThat(right, `While the vault asks for patience, the connection test ${outcome} (${kind ?? "no kind"}).`);
    },
  }),
];
