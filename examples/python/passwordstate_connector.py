"""A connector to Passwordstate's standard API. Needs nothing but Python 3.8's standard library."""

import re
from urllib.parse import urlencode

from passwordstate_client import NAME, VERSION, Call, Client, VaultError

DESCRIPTION = {
    "name": NAME,
    "version": VERSION,
    "capabilities": [
        "readByName",
        "findSecrets",
        "listContainers",
        "createSecret",
        "updateSecret",
        "deleteSecret",
        "generatePassword",
        "getHistory",
    ],
    "settings": [
        {"name": "address", "required": True, "secret": False},
        {"name": "caFile", "required": False, "secret": False},
        {"name": "credential", "required": True, "secret": True},
        {"name": "timeLimit", "required": True, "secret": False},
        {"name": "reason", "required": False, "secret": False},
    ],
    "missingDelete": "not-found",
    "secondCreate": "conflict",
}


class PasswordstateConnector:
    """Reads and writes the passwords of one Passwordstate."""

    def __init__(self):
        self._client = None

    def connect(self, settings):
        self._client = Client(settings)

    def close(self):
        self._client = None

    def test_connection(self):
        try:
            # A search is open to every key that can read, whichever kind it is, and this one returns nothing.
            search(self._begin(), "connection test of a connector")
        except VaultError as error:
            return {"outcome": "failed", "kind": error.kind, "message": str(error)}
        return {"outcome": "passed", "message": "The vault answers, and takes the API key."}

    def get_secret(self, ref):
        call = self._begin()
        number = find_id(call, ref)
        record = read_record(call.ask("GET", f"passwords/{number}", f"Password {number}"))
        return {**summarise(record), "value": read_text(record, "Password")}

    def find_secrets(self, query):
        name = query.get("name") or ""
        found = search(self._begin(), name, query.get("container"))
        return [one for one in found if name.lower() in one["name"].lower()]

    def create_secret(self, secret):
        call = self._begin()
        name, container = secret["name"], secret["container"]
        # Titles need not be unique in Passwordstate, so a second of the same name has to be refused here.
        if any(one["name"] == name for one in search(call, name, container)):
            raise VaultError("conflict", f"In list {container} there is a password with the title '{name}' already.")
        body = {"PasswordListID": int(read_id(container)), **to_fields(secret)}
        return summarise(read_record(call.ask("POST", "passwords", f"Creating in list {container}", body)))

    def update_secret(self, ref, change):
        call = self._begin()
        number = find_id(call, ref)
        body = {"PasswordID": int(number), **to_fields(change)}
        answer = call.ask("PUT", "passwords", f"Password {number}", body)
        # The password of a managed record is changed later, on its host: the answer is then no record, but has a status.
        is_queued = isinstance(answer, list) and answer and "Status" in answer[0]
        return {"state": "queued" if is_queued else "done"}

    def delete_secret(self, ref):
        call = self._begin()
        number = find_id(call, ref)
        call.ask("DELETE", f"passwords/{number}?MoveToRecycleBin=False", f"Password {number}")

    def list_containers(self):
        lists = read_records(self._begin().ask("GET", "passwordlists", "The list of lists"))
        return [{"id": str(one["PasswordListID"]), "name": read_text(one, "PasswordList")} for one in lists]

    def generate_password(self):
        """Takes a key of its own: that of the password generator."""
        return read_text(read_record(self._begin().ask("GET", "generatepassword", "The generator")), "Password")

    def get_history(self, ref):
        call = self._begin()
        number = find_id(call, ref)
        rows = read_records(call.ask("GET", f"passwordhistory/{number}", f"Password {number}"))
        # By its ids, which grow: how dates are written is a setting of the vault.
        rows = sorted(rows, key=lambda row: row["PasswordHistoryID"], reverse=True)
        return [{"value": read_text(row, "Password"), "changedAt": read_text(row, "DateChanged")} for row in rows]

    def _begin(self):
        if self._client is None:
            raise VaultError("invalid", "The connector has no settings yet: connect it first.")
        return Call(self._client)


def find_id(call, ref):
    """The id of the password that is meant, by that or by its title."""
    if ref.get("id") is not None:
        return read_id(ref["id"])
    name = ref.get("name")
    if name is None:
        raise VaultError("invalid", "A secret is named by its id, or by its name.")
    found = [one for one in search(call, name, ref.get("container")) if one["name"] == name]
    if not found:
        raise VaultError("not-found", f"There is no password with the title '{name}'.")
    if len(found) > 1:
        raise VaultError("conflict", f"Several passwords have the title '{name}': name one by id.")
    return found[0]["id"]


def search(call, text, container=None):
    """The passwords whose title holds the text, and perhaps some more."""
    path = "searchpasswords/" + ("" if container is None else read_id(container))
    criteria = {"ExcludePassword": "true"}
    # Of a text in double quotes the vault would look for the whole title.
    title = text.strip('"')
    if title:
        criteria["Title"] = title
    try:
        found = call.ask("GET", f"{path}?{urlencode(criteria)}", "The search")
    except VaultError as error:
        # A search without a match is answered with 404.
        if error.kind == "not-found":
            return []
        raise
    return [summarise(record) for record in read_records(found)]


def read_id(number):
    if re.fullmatch(r"[0-9]{1,15}", str(number)):
        return str(number)
    raise VaultError("invalid", "The ids of Passwordstate are whole numbers.")


def read_records(content):
    if isinstance(content, list) and all(isinstance(record, dict) for record in content):
        return content
    raise VaultError("protocol", "The vault's answer is not the list that its API promises.")


def read_record(content):
    """Reads give a list of one, a new record comes by itself."""
    records = read_records(content if isinstance(content, list) else [content])
    if not records:
        raise VaultError("protocol", "The vault's answer holds no password.")
    return records[0]


def read_text(record, member):
    if isinstance(record.get(member), str):
        return record[member]
    raise VaultError("protocol", f"The vault's answer has no text as {member}.")


def summarise(record):
    if not isinstance(record.get("PasswordID"), int):
        raise VaultError("protocol", "The vault's answer has no PasswordID.")
    return {
        "id": str(record["PasswordID"]),
        "name": read_text(record, "Title"),
        "container": str(record.get("PasswordListID")),
        "userName": read_text(record, "UserName"),
        "description": read_text(record, "Description"),
    }


def to_fields(secret):
    names = {"name": "Title", "value": "Password", "userName": "UserName", "description": "Description"}
    return {names[member]: secret[member] for member in names if secret.get(member) is not None}
