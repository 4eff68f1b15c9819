import { count, text, word } from "../members.ts";
import { VIEWS } from "../rules/listing.ts";

/** The members by which a list is asked for; see `docs/products/pmp.md#resources`. */
export const listingMembers = {
  VIEWTYPE: word(VIEWS, "Which rows; ALLMYPASSWORD when absent.").optional(),
  SEARCHTYPE: word(["RESOURCE", "ACCOUNT"], "Whether resources or accounts are to match.").optional(),
  SEARCHCOLUMN: text("The column to search in; ALL when absent.").optional(),
  SEARCHVALUE: text("What the column holds a part of.").optional(),
  STARTINDEX: count("Rows to skip, from 0.").optional(),
  LIMIT: count("The most rows; all when absent.").optional(),
};
