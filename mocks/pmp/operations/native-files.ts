import { z } from "zod";
import { flag, text, word } from "../members.ts";
import { type NativeCall, nativeCall } from "../native-call.ts";
import { findAccountById, findAccountByPasswdId, findResource } from "../rules/find.ts";
import { readCustomFile, readFile } from "../rules/read-file.ts";
import { refuseMissing } from "../rules/refuse-member.ts";
import { bytes } from "../wire.ts";

/** `DOWNLOAD_CERTIFICATE`: the bytes of a file password, or of a custom field of the type File; see `docs/products/pmp.md#file-passwords`. */
export const fileCalls: readonly NativeCall[] = [
  nativeCall("DOWNLOAD_CERTIFICATE", {
    message: "",
    right: "Read Passwords",
    details: z.object({
      PASSWDID: text("The id of the account's password.").optional(),
      ISCUSTOMFIELD: flag("Whether a custom field is wanted.").optional(),
      RESOURCEID: text("The resource whose field it is.").optional(),
      ACCOUNTID: text("The account whose field it is.").optional(),
      CUSTOMFIELDTYPE: word(["RESOURCE", "ACCOUNT"], "Whose field it is.").optional(),
      CUSTOMFIELDCOLUMNNAME: text("The field's column.").optional(),
      REASON: text("Why.").optional(),
      TICKETID: text("The ticket's id.").optional(),
    }),
    run(visit) {
      const { PASSWDID, RESOURCEID, ACCOUNTID, CUSTOMFIELDTYPE, CUSTOMFIELDCOLUMNNAME } = visit.details;
      const isField = visit.details.ISCUSTOMFIELD ?? CUSTOMFIELDTYPE !== undefined;
      if (!isField) {
        if (PASSWDID === undefined) throw refuseMissing(visit.state, "PASSWDID");
        const found = findAccountByPasswdId(visit, PASSWDID, "Read Passwords");
        return { raw: bytes(readFile(visit, found, visit.details)) };
      }
      if (CUSTOMFIELDCOLUMNNAME === undefined) throw refuseMissing(visit.state, "CUSTOMFIELDCOLUMNNAME");
      if (CUSTOMFIELDTYPE === "RESOURCE") {
        if (RESOURCEID === undefined) throw refuseMissing(visit.state, "RESOURCEID");
        const resource = findResource(visit, RESOURCEID, "Read Passwords");
        const holder = { resource, account: undefined };
        return { raw: bytes(readCustomFile(visit, holder, CUSTOMFIELDCOLUMNNAME, visit.details)) };
      }
      const id = ACCOUNTID ?? PASSWDID;
      if (id === undefined) throw refuseMissing(visit.state, "ACCOUNTID");
      const find = ACCOUNTID === undefined ? findAccountByPasswdId : findAccountById;
      const found = find(visit, id, "Read Passwords");
      return { raw: bytes(readCustomFile(visit, found, CUSTOMFIELDCOLUMNNAME, visit.details)) };
    },
  }),
];
