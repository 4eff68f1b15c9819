"""A connector to Password Manager Pro's and PAM360's REST API. Needs nothing but Python 3.8's standard library."""

import base64
import re

from pmp_client import NAME, VERSION, PmpClient
from pmp_wire import (
    VaultError,
    check_added,
    is_file,
    read_account,
    read_password,
    read_rows,
    read_text,
    without_check_in,
)

PAGE = 100

DESCRIPTION = {
    "name": NAME,
    "version": VERSION,
    "capabilities": [
        "readByName",
        "findSecrets",
        "createSecret",
        "updateSecret",
        "deleteSecret",
        "getDocument",
        "requestAccess",
        "checkOut",
        "checkIn",
    ],
    "settings": [
        {"name": "address", "required": True, "secret": False},
        {"name": "caFile", "required": False, "secret": False},
        {"name": "credential", "required": True, "secret": True},
        {"name": "timeLimit", "required": True, "secret": False},
        {"name": "reason", "required": False, "secret": False},
        {"name": "ticket", "required": False, "secret": False},
    ],
    "missingDelete": "not-found",
    "secondCreate": "conflict",
}


class PmpConnector:
    """Reads and writes the accounts of one Password Manager Pro."""

    def __init__(self):
        self._connected = None

    def connect(self, settings):
        self._connected = PmpClient(settings)

    def close(self):
        self._connected = None

    def test_connection(self):
        try:
            # Every user may list what it sees, and one row is enough; none at all is an answer too.
            self._client().call("GET", "resources", "The list of resources", {"LIMIT": 1})
        except VaultError as error:
            return {"outcome": "failed", "kind": error.kind, "message": str(error)}
        return {"outcome": "passed", "message": "The vault answers, and takes the key."}

    def get_secret(self, ref):
        account = self._find(ref)
        number = account["id"]
        if is_file(account["status"]):
            # A file's name would come as its password.
            raise VaultError("invalid", f"Account {number} holds a file, not a password.")
        client = self._client()
        said = client.call("GET", f"{path_of(account)}/password", f"Account {number}", client.motive())
        return {**summarise(account), "value": read_password(said.get("Details"), number)}

    def find_secrets(self, query):
        """Finds the accounts whose name holds the text."""
        name, container = query.get("name") or "", query.get("container")
        found = []
        for resource in self._find_resources(name) if container is None else [container]:
            # The vault searches for resources; which of their accounts are meant, it does not say.
            found += [summarise(one) for one in self._list_accounts(resource) if name in one["name"]]
        return found

    def create_secret(self, secret):
        name, container = secret["name"], secret["container"]
        refuse_user_name(secret, name)
        account = {"ACCOUNTNAME": name, "PASSWORD": secret["value"], "NOTES": secret.get("description") or ""}
        path = f"resources/{read_id(container)}/accounts"
        said = self._client().call("POST", path, f"Creating in resource {container}", {"ACCOUNTLIST": [account]})
        check_added(said, name, container)
        return summarise(self._find({"name": name, "container": container}))

    def update_secret(self, ref, change):
        account = self._find(ref)
        what = f"Account {account['id']}"
        refuse_user_name(change, change.get("name") or account["name"])
        refuse_empty(change)
        about = {"ACCOUNTNAME": change.get("name"), "NOTES": change.get("description")}
        about = {member: value for member, value in about.items() if value}
        if about:
            self._client().call("PUT", path_of(account), what, about)
        if change.get("value") is not None:
            new = {"NEWPASSWORD": change["value"], "RESETTYPE": "LOCAL", **self._client().motive()}
            self._client().call("PUT", f"{path_of(account)}/password", what, new)

    def delete_secret(self, ref):
        account = self._find(ref)
        self._client().call("DELETE", path_of(account), f"Account {account['id']}")

    def get_document(self, ref):
        account = self._find(ref)
        client = self._client()
        what = f"The file of account {account['id']}"
        body = client.download(f"{path_of(account)}/downloadfile", what, client.motive())
        return {"name": without_check_in(account["status"]), "content": base64.b64encode(body).decode()}

    def request_access(self, ref, reason):
        account = self._find(ref)
        asked = {**self._client().motive(), "REASON": reason}
        said = self._client().call("POST", f"accounts/{account['id']}/requestpassword", f"Account {account['id']}", asked)
        status = read_text(said.get("Details"), "STATUS")
        return {"state": "granted" if status.startswith(("[Check Out]", "****")) else "waiting"}

    def check_out(self, ref):
        account = self._find(ref)
        number = account["id"]
        if account["status"] != "[Check Out]":
            raise VaultError("approval-required", f"Account {number} is not granted: ask for it first, and wait.")
        # What was granted for later answers with the time at which it begins.
        if "****" not in read_text(self._step("REQUEST_CHECKOUT", account).get("Details"), "STATUS"):
            raise VaultError("approval-required", f"Account {number} is granted for later.")

    def check_in(self, ref):
        self._step("REQUEST_CHECKIN", self._find(ref))

    def _find(self, ref):
        """The account that is meant, by its id or by its name, as the list of its resource has it."""
        number, name, container = ref.get("id"), ref.get("name"), ref.get("container")
        if container is None or (number is None and name is None):
            raise VaultError("invalid", "An account is named within its resource, by its id or by its name.")
        member, wanted = ("name", name) if number is None else ("id", read_id(number))
        for account in self._list_accounts(container):
            if account[member] == wanted:
                return account
        raise VaultError("not-found", f"Resource {container} has no account '{wanted}'.")

    def _list_accounts(self, container):
        said = self._client().call("GET", f"resources/{read_id(container)}/accounts", f"Resource {container}")
        details = said.get("Details")
        if not isinstance(details, dict):
            raise VaultError("protocol", "The vault's answer holds no resource.")
        return [read_account(row, container) for row in read_rows(details.get("ACCOUNT LIST"))]

    def _find_resources(self, name):
        search = {"SEARCHTYPE": "ACCOUNT", "SEARCHCOLUMN": "LOGINNAME", "SEARCHVALUE": name} if name else {}
        ids, at, total = [], 0, 1
        while at < total:
            page = {**search, "STARTINDEX": at, "LIMIT": PAGE}
            said = self._client().call("GET", "resources", "The list of resources", page)
            ids += [read_text(row, "RESOURCE ID") for row in read_rows(said.get("Details"))]
            # Of all pages; an empty list has no Details, but a number.
            total = said.get("totalRows", 0)
            at += PAGE
        return ids

    def _step(self, operation, account):
        details = {"PASSWDID": account["passwdId"], "REASON": "N/A"}
        return self._client().step(operation, f"Account {account['id']}", details)

    def _client(self):
        if self._connected is None:
            raise VaultError("invalid", "The connector has no settings yet: connect it first.")
        return self._connected


def read_id(number):
    if re.fullmatch(r"[0-9]{1,15}", str(number)):
        return str(number)
    raise VaultError("invalid", "The ids of Password Manager Pro are whole numbers.")


def refuse_user_name(secret, name):
    """An account's name is the name that one logs on with: there is no other."""
    if secret.get("userName") not in (None, name):
        raise VaultError("invalid", "In Password Manager Pro an account's name is its user name: leave the other out.")


def refuse_empty(change):
    """The vault takes an empty text for one that was not given, and would leave all as it is."""
    if "" in (change.get("name"), change.get("description")):
        raise VaultError("invalid", "Password Manager Pro cannot empty a name or a description.")


def summarise(account):
    about = {member: account[member] for member in ("id", "name", "container", "description")}
    return {**about, "userName": account["name"]}


def path_of(account):
    return f"resources/{account['container']}/accounts/{account['id']}"
