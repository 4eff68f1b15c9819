import { z } from "zod";
import { text } from "../members.ts";
import { type NativeCall, nativeCall } from "../native-call.ts";
import { typesInList } from "../resource-json.ts";
import { SEARCH_COLUMNS } from "../search-columns.ts";

/** What lists can be asked for: types and columns (`native-replies`). */
export const vocabularyCalls: readonly NativeCall[] = [
  nativeCall("GET_RESOURCETYPES", {
    name: "GET RESOURCE TYPES",
    message: "Resource types fetched successfully",
    right: "List Resources",
    details: z.object({ RESOURCETYPE_CONTAINING: text("A part of the type's name.").optional() }),
    run({ state, details }) {
      const rows = typesInList(state, details.RESOURCETYPE_CONTAINING);
      return { details: rows, totalRows: rows.length };
    },
  }),
  nativeCall("GET_SEARCHCOLUMNS", {
    message: "Search columns fetched successfully",
    right: "List Resources",
    run({ state }) {
      const characters = [...state.customFields.all()].filter(({ Type }) => Type === "Character");
      const custom = characters.map(({ Column, Label }) => [Column, Label] as const);
      const rows = [...Object.entries(SEARCH_COLUMNS), ...custom].map(([COLUMNNAME, DISPLAYNAME]) => {
        return { COLUMNNAME, DISPLAYNAME };
      });
      return { details: rows, totalRows: rows.length };
    },
  }),
];
