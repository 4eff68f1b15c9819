"""The way to one Passwordstate. Needs nothing but Python 3.8's standard library."""

import http.client
import json
import socket
import ssl
import time
from urllib.parse import urlsplit

NAME = "example-passwordstate-python"
VERSION = "1.0.0"


class VaultError(Exception):
    """Why a call failed: a kind for programs and a sentence for people.

    Nothing that the vault or the user said is repeated in it but ids and titles.
    """

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


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
