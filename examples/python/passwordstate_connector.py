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
    "capabilities": ["readByName", "findSecrets", "createSecret", "updateSecret", "deleteSecret"],
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
        self._settings = None
        self._context = None

    def connect(self, settings):
        ca_file = settings.get("caFile")
        self._context = ssl.create_default_context(cafile=ca_file) if is_https(settings["address"]) else None
        self._settings = settings

    def close(self):
        self._settings = None
        self._context = None

    def test_connection(self):
        try:
            # A search is open to every key that can read, whichever kind it is, and this one returns nothing.
            self.find_secrets({"name": '"connection test of a connector"'})
        except VaultError as error:
            return {"outcome": "failed", "kind": error.kind, "message": str(error)}
        return {"outcome": "passed", "message": "The vault answers, and takes the API key."}

    def get_secret(self, ref):
        number = self._find_id(ref)
        record = read_record(self._call("GET", f"passwords/{number}", f"Password {number}"))
        return {**summarise(record), "value": read_text(record, "Password")}

    def find_secrets(self, query):
        """Finds titles that hold the text; in double quotes, those that are the text."""
        container = query.get("container")
        path = "searchpasswords/" + ("" if container is None else read_id(container))
        criteria = {"ExcludePassword": "true"}
        if query.get("name") is not None:
            criteria["Title"] = query["name"]
        try:
            found = self._call("GET", f"{path}?{urlencode(criteria)}", "The search")
        except VaultError as error:
            # A search without a match is answered with 404.
            if error.kind == "not-found":
                return []
            raise
        return [summarise(record) for record in read_records(found)]

    def create_secret(self, secret):
        name, container = secret["name"], secret["container"]
        # Titles need not be unique in Passwordstate, so a second of the same name has to be refused here.
        namesakes = self.find_secrets({"name": f'"{name}"', "container": container})
        if any(one["name"] == name for one in namesakes):
            raise VaultError("conflict", f"In list {container} there is a password with the title '{name}' already.")
        body = {"PasswordListID": int(read_id(container)), **to_fields(secret)}
        return summarise(read_record(self._call("POST", "passwords", f"Creating in list {container}", body)))

    def update_secret(self, ref, change):
        number = self._find_id(ref)
        self._call("PUT", "passwords", f"Password {number}", {"PasswordID": int(number), **to_fields(change)})

    def delete_secret(self, ref):
        number = self._find_id(ref)
        self._call("DELETE", f"passwords/{number}?MoveToRecycleBin=False", f"Password {number}")

    def _find_id(self, ref):
        if ref.get("id") is not None:
            return read_id(ref["id"])
        name = ref.get("name")
        if name is None:
            raise VaultError("invalid", "A secret is named by its id, or by its name.")
        query = {"name": f'"{name}"', "container": ref.get("container")}
        found = [one for one in self.find_secrets(query) if one["name"] == name]
        if not found:
            raise VaultError("not-found", f"There is no password with the title '{name}'.")
        if len(found) > 1:
            raise VaultError("conflict", f"Several passwords have the title '{name}': name one by id.")
        return found[0]["id"]

    def _call(self, method, path, what, body=None):
        """Calls the API and gives the answer's JSON, or None when it has no content."""
        status, text = self._exchange(method, path, body)
        if status == 204:
            return None
        content = read_json(text)
        if status not in (200, 201):
            raise judge(status, content, what)
        if content is None:
            raise VaultError("protocol", "The vault's answer is not JSON: is this the address of a Passwordstate?")
        return content

    def _exchange(self, method, path, body):
        if self._settings is None:
            raise VaultError("invalid", "The connector has no settings yet: connect it first.")
        time_limit = self._settings["timeLimit"]
        deadline = time.monotonic() + time_limit / 1000
        url = urlsplit(self._settings["address"])
        if url.hostname is None or url.scheme not in ("http", "https"):
            raise VaultError("invalid", "The address has to begin with https:// or http://.")
        connection = self._open(url, time_limit / 1000)
        try:
            target = f"{url.path.rstrip('/')}/api/{path}"
            content = None if body is None else json.dumps(body).encode()
            connection.request(method, target, content, self._headers(body))
            wire = connection.sock
            wire.settimeout(time_left(deadline))
            answer = connection.getresponse()
            return answer.status, read_body(answer, wire, deadline)
        except (socket.timeout, TimeoutError):
            raise VaultError("timeout", f"The vault did not answer within {time_limit} ms.") from None
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
            connection.close()

    def _open(self, url, seconds):
        if url.scheme == "https":
            return http.client.HTTPSConnection(url.hostname, url.port, timeout=seconds, context=self._context)
        return http.client.HTTPConnection(url.hostname, url.port, timeout=seconds)

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


def is_https(address):
    return address.lower().startswith("https:")


def time_left(deadline):
    """The seconds that a call still has: its limit is for all of it, and not for each byte."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def read_body(answer, wire, deadline):
    pieces = []
    while True:
        wire.settimeout(time_left(deadline))
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
