import { z } from "zod";
import type { Call } from "../../../src/http/call.ts";
import { observed } from "../../../src/http/evidence.ts";
import type { Operation } from "../../../src/http/operation.ts";
import type { Reply } from "../../../src/http/reply.ts";
import { enter, type Visit } from "../access.ts";
import { readSaid } from "../input-data.ts";
import { text } from "../members.ts";
import { demandDocument, describeInputData, memberReader, refuseHarmful } from "../operation.ts";
import { auditPki } from "../rules/audit.ts";
import { demandAdministrator, findCertificate, findSshKey, listPki, toCertificateRow } from "../rules/pki.ts";
import { section } from "../section.ts";
import type { PmpState } from "../state.ts";
import { operationText, textOf } from "../texts.ts";
import { bytes, json, PmpRefusal } from "../wire.ts";

const TEXT = "text/plain;charset=UTF-8";
const result = z.object({ status: z.string(), message: z.string() });
const pkiEnvelope = z.looseObject({ name: z.string(), result });
const keyName = z.object({ keyName: text("The key's name.") });
const commonName = z.object({ common_name: text("The certificate's common name.") });
const either = commonName.extend({ serial_number: text("The certificate's serial number.").optional() });
const both = commonName.extend({ serial_number: text("The certificate's serial number.") });

interface Plan<D extends z.ZodRawShape> {
  readonly id: string;
  readonly method?: "GET" | "POST";
  readonly call: string;
  readonly summary: string;
  readonly details?: z.ZodObject<D>;
  /** The media type of what comes without an envelope; absent where there is one. */
  readonly raw?: string;
  run(visit: Visit, details: z.infer<z.ZodObject<D>>): Reply | PkiAnswer;
}

/** What stands beside name and result. */
interface PkiAnswer {
  readonly message: string;
  /** What comes behind the message, whatever text somebody chose for it. */
  readonly ending?: string;
  readonly payload?: object;
}

/** A call of the PKI API, whose envelope has no `operation` around it; see `docs/products/pmp.md#pki`. */
function pkiOperation<D extends z.ZodRawShape>(plan: Plan<D>): Operation {
  const { id, method = "GET", call: name, summary, details, raw, run } = plan;
  const read = memberReader(details);
  const serve = (call: Call, state: PmpState): Reply | PkiAnswer => {
    const { sandbox, caller } = call;
    const said = readSaid(call.request);
    refuseHarmful(said);
    const visit = { sandbox, state, caller, access: enter(state, call, said.query, "REST API") };
    demandAdministrator(visit);
    demandDocument(visit, said);
    return run(visit, read(visit, said.details ?? {}));
  };
  return {
    ...{ id, method, summary, path: `/api/pki/restapi/${name}`, tag: "PKI", source: "docs/products/pmp.md#pki" },
    evidence: observed("1 client"),
    assumptions: ["pki"],
    data: "fixture: pmp.sshKeys, pmp.certificates",
    ...(details ? { parameters: z.object({ INPUT_DATA: describeInputData(details) }) } : {}),
    carriers: method === "GET" ? ["query"] : ["query", "body"],
    replies: {
      200: raw
        ? { description: "The content, without an envelope; a refusal has one.", type: raw, json: pkiEnvelope }
        : { description: "Name and result, the payload beside them.", schema: pkiEnvelope },
    },
    handle(call) {
      const state = call.sandbox.state(section);
      const title = operationText(state, `${id}.name`, name);
      try {
        const answer = serve(call, state);
        if (!("message" in answer)) return answer;
        const message = operationText(state, `${id}.message`, answer.message) + (answer.ending ?? "");
        return json({ name: title, result: { status: "Success", message }, ...answer.payload });
      } catch (error) {
        if (!(error instanceof PmpRefusal)) throw error;
        const failed = { name: error.operation ?? title, result: { status: "Failed", message: error.message } };
        return { ...json(failed), reason: error.reason };
      }
    },
  };
}

export const pkiOperations: readonly Operation[] = [
  pkiOperation({
    ...{ id: "pki.ssh-keys", call: "getAllSSHKeys", summary: "List SSH keys" },
    run(visit) {
      const rows = listPki(visit, "ssh-key").map(({ Name, Users }) => ({ keyName: Name, associatedUsers: [...Users] }));
      return { message: "SSH keys fetched", payload: { SSHKeys: rows } };
    },
  }),
  ...(["getSSHKey", "exportSSHKey"] as const).map((call) =>
    pkiOperation({
      ...{ id: call === "getSSHKey" ? "pki.ssh-key" : "pki.export-ssh-key", method: "POST" as const, call },
      ...{ summary: call === "getSSHKey" ? "Read an SSH key" : "Export an SSH key", raw: TEXT, details: keyName },
      run(visit, wanted) {
        const { Text } = findSshKey(visit, wanted.keyName);
        auditPki(visit, call === "getSSHKey" ? "SSH Key Retrieved" : "SSH Key Exported", wanted.keyName);
        return bytes(Text, TEXT);
      },
    }),
  ),
  pkiOperation({
    ...{ id: "pki.users", call: "getAllAssociatedUsers", summary: "List users of SSH keys" },
    run(visit) {
      const users = new Set(listPki(visit, "ssh-key").flatMap(({ Users }) => Users));
      return { message: "Associated users fetched", payload: { AssociatedUsers: [...users] } };
    },
  }),
  pkiOperation({
    ...{ id: "pki.certificates", call: "getAllSSLCertificates", summary: "List certificates" },
    run(visit) {
      const rows = listPki(visit, "certificate").map((row) => toCertificateRow(visit, row));
      return { message: "SSL certificates fetched", payload: { SSLCertificates: rows } };
    },
  }),
  pkiOperation({
    ...{ id: "pki.certificate", call: "getCertificate", summary: "Read a certificate", raw: TEXT, details: either },
    run(visit, wanted) {
      const { Text, Name } = findCertificate(visit, wanted.common_name, wanted.serial_number);
      auditPki(visit, "Certificate Retrieved", Name);
      return bytes(Text, TEXT);
    },
  }),
  pkiOperation({
    ...{ id: "pki.key-store", call: "getCertificateKeyStore", summary: "Read a certificate's key store" },
    ...{ raw: "application/octet-stream", details: both },
    run(visit, wanted) {
      const { KeyStoreBase64, Name } = findCertificate(visit, wanted.common_name, wanted.serial_number);
      if (KeyStoreBase64 === "") {
        throw new PmpRefusal(textOf(visit.state, "no-key-store"), `the certificate '${Name}' has no key store`);
      }
      auditPki(visit, "Certificate Key Store Retrieved", Name);
      return bytes(Buffer.from(KeyStoreBase64, "base64"));
    },
  }),
  pkiOperation({
    ...{ id: "pki.passphrase", call: "getCertificatePassphrase", summary: "Read the passphrase of a private key" },
    details: both,
    run(visit, wanted) {
      const { Name, Passphrase } = findCertificate(visit, wanted.common_name, wanted.serial_number);
      auditPki(visit, "Certificate Passphrase Retrieved", Name);
      return { message: "Private key passphrase of certificate", ending: ` ${Name} is ${Passphrase}` };
    },
  }),
  pkiOperation({
    ...{ id: "pki.details", call: "getCertificateDetails", summary: "Show the certificates of a common name" },
    details: commonName,
    run(visit, wanted) {
      findCertificate(visit, wanted.common_name, undefined);
      const rows = listPki(visit, "certificate").filter(({ Name }) => Name === wanted.common_name);
      const payload = Object.fromEntries(rows.map((row, at) => [String(at + 1), toCertificateRow(visit, row)]));
      return { message: "Certificate details fetched", payload };
    },
  }),
];
