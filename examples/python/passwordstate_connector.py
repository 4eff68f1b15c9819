"""A connector to Passwordstate's standard API. Needs nothing but Python 3.8's standard library."""

import http.client
import json
import re
import socket
import ssl
import time
from urllib.parse import urlencode, urlsplit

NAME = "example-passwordstate-python"
VERSION = "1.0.0"

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


class VaultError(Exception):
    """Why a call failed: a kind for programs and a sentence for people.

    Nothing that the vault or the user said is repeated in it but ids and titles.
    """

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


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


class Call:
    """One thing that the connector is asked for, with the time that it has left for all its requests together."""

    def __init__(self, client):
        self._client = client
        self._deadline = time.monotonic() + client.time_limit / 1000

    def left(self):
        """The seconds that are left."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def ask(self, method, path, what, body=None):
        """Calls the API and gives the answer's JSON, or None when it has no content."""
        status, text = self._client.exchange(self, method, path, body)
        if status == 204:
            return None
        content = read_json(text)
        if status not in (200, 201):
            raise judge(status, content, what)
        if content is None:
            raise VaultError("protocol", "The vault's answer is not JSON: is this the address of a Passwordstate?")
        return content


class Client:
    """The way to one Passwordstate: turns whatever goes wrong into a VaultError. Repeats nothing."""

    def __init__(self, settings):
        self._settings = settings
        self.time_limit = settings["timeLimit"]
        url = urlsplit(settings["address"])
        if url.hostname is None or url.scheme not in ("http", "https"):
            raise VaultError("invalid", "The address has to begin with https:// or http://.")
        self._url = url
        is_https = url.scheme == "https"
        self._context = ssl.create_default_context(cafile=settings.get("caFile")) if is_https else None

    def exchange(self, call, method, path, body):
        connection = None
        try:
            connection = self._open(call.left())
            target = f"{self._url.path.rstrip('/')}/api/{path}"
            content = None if body is None else json.dumps(body).encode()
            connection.request(method, target, content, self._headers(body))
            wire = connection.sock
            wire.settimeout(call.left())
            answer = connection.getresponse()
            return answer.status, read_body(answer, wire, call)
        except (socket.timeout, TimeoutError):
            raise VaultError("timeout", f"The vault did not answer within {self.time_limit} ms.") from None
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
            raise VaultError("unreachable", "The vault ended the connection.") from None
        except ssl.SSLError as error:
            raise VaultError("tls", f"The vault's certificate is refused ({error.reason}).") from None
        except http.client.RemoteDisconnected:
            raise VaultError("unreachable", "The vault ended the connection.") from None
        except OSError as error:
            raise VaultError("unreachable", f"The vault cannot be reached (error {error.errno}).") from None
        except http.client.HTTPException:
            raise VaultError("protocol", "The vault's answer is not HTTP as it should be.") from None
        finally:
            if connection is not None:
                connection.close()

    def _open(self, seconds):
        host, port = self._url.hostname, self._url.port
        if self._context is None:
            return http.client.HTTPConnection(host, port, timeout=seconds)
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=self._context)

    def _headers(self, body):
        headers = {
            "APIKey": self._settings["credential"],
            "Accept": "application/json",
            "User-Agent": f"{NAME}/{VERSION}",
        }
        if self._settings.get("reason") is not None:
            headers["Reason"] = self._settings["reason"]
        if body is not None:
            headers["Content-Type"] = "application/json"
        return headers


def read_body(answer, wire, call):
    pieces = []
    while True:
        wire.settimeout(call.left())
        piece = answer.read1(65536)
        if not piece:
            break
        pieces.append(piece)
    if answer.length:
        raise VaultError("unreachable", "The vault ended the connection in the middle of its answer.")
    return b"".join(pieces)


def read_json(text):
    try:
        return json.loads(text)
    except ValueError:
        # What the parser says can quote the text, which may hold a password.
        return None


def judge(status, content, what):
    """What a refusal means. The vault's own sentences stay out: nobody knows what they repeat."""
    first = content[0] if isinstance(content, list) and content else None
    is_ours = isinstance(first, dict) and isinstance(first.get("errors"), list)
    if is_ours and "Reason Header Attribute is mandatory" in json.dumps(content):
        return VaultError("invalid", f"{what}: its list demands a reason, and the settings give none.")
    if status == 400:
        return VaultError("invalid", f"{what}: the vault takes the request for wrong (400).")
    if status == 401:
        return VaultError("unauthenticated", f"{what}: the vault does not take the API key (401).")
    if status == 403:
        return VaultError("forbidden", f"{what}: the API key is not allowed to do this here (403).")
    # A wrong path is 404 too, but then it is the web server that says so.
    if status == 404 and is_ours:
        return VaultError("not-found", f"{what} was not found (404).")
    if status == 429:
        return VaultError("rate-limited", f"{what}: the vault asks for patience (429).")
    if status >= 500:
        return VaultError("unavailable", f"{what}: the vault is in trouble ({status}).")
    return VaultError("protocol", f"{what}: no Passwordstate answers like this ({status}). Is the address right?")


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
