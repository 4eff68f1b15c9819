"""What Password Manager Pro says on the wire, and what it means."""

import json
import re

# What comes in a password's place, with what it means.
MARKERS = {
    "[Request]": ("approval-required", "must be requested first"),
    "[Waiting for approval]": ("approval-required", "is requested, but not approved yet"),
    "[Check Out]": ("approval-required", "is granted: check it out first"),
    "[In Use]": ("approval-required", "is checked out by somebody else"),
    "####": ("forbidden", "may be used to log on, but not be viewed"),
    "TICKET ID REQUIRED": ("approval-required", "demands a ticket, and the settings give none"),
    "TICKET ID CORRECT REQUIRED": ("approval-required", "demands a ticket that the vault knows"),
}
CHECKED_OUT = "[Check In]"


class VaultError(Exception):
    """Why a call failed: a kind for programs and a sentence for people.

    Nothing that the vault or the user said is repeated in it but ids and names.
    """

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


def read_envelope(body):
    """What stands within the envelope; None when there is none."""
    try:
        operation = json.loads(body)["operation"]
        return operation if isinstance(operation["result"]["status"], str) else None
    except (ValueError, TypeError, KeyError):
        # What the parser says can quote the text, which may hold a password.
        return None


def judge(status, said, what):
    """What the vault says, if it is a success. Its own sentences stay out of errors: nobody knows what they repeat."""
    if status == 400:
        raise VaultError("invalid", f"{what}: the vault takes the request for wrong (400).")
    if status == 429:
        raise VaultError("rate-limited", f"{what}: the vault asks for patience (429).")
    if status == 599:
        # The product's security filter, which looks for scripts in what is sent.
        raise VaultError("invalid", f"{what}: the vault takes what was sent for an attack (599).")
    if status >= 500:
        raise VaultError("unavailable", f"{what}: the vault is in trouble ({status}).")
    if status != 200 or said is None:
        raise VaultError("protocol", f"{what}: no Password Manager Pro answers like this ({status}).")
    if said["result"]["status"] != "Success":
        raise judge_failure(said, what)
    return said


def judge_failure(said, what):
    """What a Failed means, which comes with status 200."""
    message = str(said["result"].get("message"))
    if message == "User is not allowed to access from this host":
        return VaultError("forbidden", f"{what}: the vault takes this key from another host only.")
    if said.get("name") == "Authentication":
        # Unknown, expired, locked, REST switched off: the name tells, as most of the texts are not public.
        return VaultError("unauthenticated", f"{what}: the vault does not take the key.")
    if message.startswith("No such"):
        return VaultError("not-found", f"{what} was not found.")
    if "already exists" in message + json.dumps(said.get("Details")):
        return VaultError("conflict", f"{what}: it is there already.")
    if re.search(r"is mandatory|^Mandatory|^Invalid", message):
        return VaultError("invalid", f"{what}: the vault wants something else, or more: a reason, perhaps.")
    return VaultError("forbidden", f"{what}: the vault refuses it to this user.")


def check_added(said, name, container):
    """An answer can be a success while the account was not added."""
    statuses = [read_text(row[name], "STATUS") for row in read_rows(said.get("Details")) if name in row]
    if any("already exists" in status for status in statuses):
        raise VaultError("conflict", f"Resource {container} has an account '{name}' already.")
    if not any("added successfully" in status for status in statuses):
        raise VaultError("forbidden", f"Account '{name}' was not added.")


def read_rows(details):
    """The rows of a list; one without any has no Details."""
    rows = [] if details is None else details
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    raise VaultError("protocol", "The vault's answer is not the list that its API promises.")


def read_text(fields, member):
    if isinstance(fields, dict) and isinstance(fields.get(member), str):
        return fields[member]
    raise VaultError("protocol", f"The vault's answer has no text as {member}.")


def read_account(row, container):
    return {
        "id": read_text(row, "ACCOUNT ID"),
        "name": read_text(row, "ACCOUNT NAME"),
        "container": str(container),
        "description": row.get("ACCOUNT_DESCRIPTION") or "",
        "passwdId": read_text(row, "PASSWDID"),
        "status": read_text(row, "PASSWORD STATUS"),
    }


def read_password(details, number):
    """A password, and nothing that only stands in its place."""
    value = read_text(details, "PASSWORD")
    if value in MARKERS:
        kind, why = MARKERS[value]
        raise VaultError(kind, f"The password of account {number} {why}.")
    return value


def is_file(status):
    """Whether an account holds a file: its status is then the file's name."""
    plain = without_check_in(status)
    return plain != "****" and plain not in MARKERS


def without_check_in(status):
    return status[: -len(CHECKED_OUT)] if status.endswith(CHECKED_OUT) else status
