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
        "listContainers",
        "createSecret",
        "updateSecret",
        "deleteSecret",
        "generatePassword",
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
            self._begin().ask("GET", "resources", "The list of resources", {"LIMIT": 1})
        except VaultError as error:
            return {"outcome": "failed", "kind": error.kind, "message": str(error)}
        return {"outcome": "passed", "message": "The vault answers, and takes the key."}

    def get_secret(self, ref):
        call = self._begin()
        account = find(call, ref)
        number = account["id"]
        if is_file(account["status"]):
            # A file's name would come as its password.
            raise VaultError("invalid", f"Account {number} holds a file, not a password.")
        said = call.ask("GET", f"{path_of(account)}/password", f"Account {number}", call.motive)
        return {**summarise(account), "value": read_password(said.get("Details"), number)}

    def find_secrets(self, query):
        """Finds the accounts whose name holds the text."""
        call = self._begin()
        name, container = query.get("name") or "", query.get("container")
        found = []
        resources = [{"id": container}] if container is not None else find_resources(call, name)
        for resource in resources:
            # The vault searches for resources; which of their accounts are meant, it does not say.
            found += [summarise(one) for one in list_accounts(call, resource["id"]) if name in one["name"]]
        return found

    def list_containers(self):
        return find_resources(self._begin(), "")

    def generate_password(self):
        said = self._begin().ask("GET", "passwords/generate", "The password generator", {"POLICY": "Strong"})
        return read_text(said.get("Details"), "PASSWORD")

    def create_secret(self, secret):
        name, container = secret["name"], secret["container"]
        refuse_user_name(secret, name)
        call = self._begin()
        account = {"ACCOUNTNAME": name, "PASSWORD": secret["value"], "NOTES": secret.get("description") or ""}
        path = f"resources/{read_id(container)}/accounts"
        said = call.ask("POST", path, f"Creating in resource {container}", {"ACCOUNTLIST": [account]})
        check_added(said, name, container)
        return summarise(find(call, {"name": name, "container": container}))

    def update_secret(self, ref, change):
        call = self._begin()
        account = find(call, ref)
        what = f"Account {account['id']}"
        refuse_user_name(change, change.get("name") or account["name"])
        refuse_empty(change)
        about = {"ACCOUNTNAME": change.get("name"), "NOTES": change.get("description")}
        about = {member: value for member, value in about.items() if value}
        if about:
            call.ask("PUT", path_of(account), what, about)
        if change.get("value") is not None:
            new = {"NEWPASSWORD": change["value"], "RESETTYPE": "LOCAL", **call.motive}
            call.ask("PUT", f"{path_of(account)}/password", what, new)

    def delete_secret(self, ref):
        call = self._begin()
        account = find(call, ref)
        call.ask("DELETE", path_of(account), f"Account {account['id']}")

    def get_document(self, ref):
        call = self._begin()
        account = find(call, ref)
        what = f"The file of account {account['id']}"
        body = call.download(f"{path_of(account)}/downloadfile", what, call.motive)
        return {"name": without_check_in(account["status"]), "content": base64.b64encode(body).decode()}

    def request_access(self, ref, reason):
        call = self._begin()
        account = find(call, ref)
        asked = {**call.motive, "REASON": reason}
        said = call.ask("POST", f"accounts/{account['id']}/requestpassword", f"Account {account['id']}", asked)
        status = read_text(said.get("Details"), "STATUS")
        return {"state": "granted" if status.startswith(("[Check Out]", "****")) else "waiting"}

    def check_out(self, ref):
        call = self._begin()
        account = find(call, ref)
        number = account["id"]
        if account["status"] != "[Check Out]":
            raise VaultError("approval-required", f"Account {number} is not granted: ask for it first, and wait.")
        # What was granted for later answers with the time at which it begins.
        if "****" not in read_text(step(call, "REQUEST_CHECKOUT", account).get("Details"), "STATUS"):
            raise VaultError("approval-required", f"Account {number} is granted for later.")

    def check_in(self, ref):
        call = self._begin()
        step(call, "REQUEST_CHECKIN", find(call, ref))

    def _begin(self):
        if self._connected is None:
            raise VaultError("invalid", "The connector has no settings yet: connect it first.")
        return self._connected.begin()


def find(call, ref):
    """The account that is meant, by its id or by its name, as the list of its resource has it."""
    number, name, container = ref.get("id"), ref.get("name"), ref.get("container")
    if container is None or (number is None and name is None):
        raise VaultError("invalid", "An account is named within its resource, by its id or by its name.")
    member, wanted = ("name", name) if number is None else ("id", read_id(number))
    for account in list_accounts(call, container):
        if account[member] == wanted:
            return account
    raise VaultError("not-found", f"Resource {container} has no account '{wanted}'.")


def list_accounts(call, container):
    said = call.ask("GET", f"resources/{read_id(container)}/accounts", f"Resource {container}")
    details = said.get("Details")
    if not isinstance(details, dict):
        raise VaultError("protocol", "The vault's answer holds no resource.")
    return [read_account(row, container) for row in read_rows(details.get("ACCOUNT LIST"))]


def find_resources(call, name):
    """The resources that have an account whose name holds the text; all without one."""
    search = {"SEARCHTYPE": "ACCOUNT", "SEARCHCOLUMN": "LOGINNAME", "SEARCHVALUE": name} if name else {}
    resources, at, total = [], 0, 1
    while at < total:
        page = {**search, "STARTINDEX": at, "LIMIT": PAGE}
        said = call.ask("GET", "resources", "The list of resources", page)
        rows = read_rows(said.get("Details"))
        resources += [{"id": read_text(row, "RESOURCE ID"), "name": read_text(row, "RESOURCE NAME")} for row in rows]
        # Of all pages; an empty list has no Details, but a number.
        total = said.get("totalRows", 0)
        at += PAGE
    return resources


def step(call, operation, account):
    details = {"PASSWDID": account["passwdId"], "REASON": "N/A"}
    return call.step(operation, f"Account {account['id']}", details)


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
