"""The way to one Password Manager Pro. Needs nothing but Python 3.8's standard library."""

import http.client
import json
import socket
import ssl
import time
from urllib.parse import urlencode, urlsplit

from pmp_wire import VaultError, judge, read_envelope

NAME = "example-pmp-python"
VERSION = "1.0.0"
REST = "restapi/json/v1"


class PmpClient:
    """Makes calls, and turns whatever goes wrong into a VaultError. Repeats nothing."""

    def __init__(self, settings):
        url = urlsplit(settings["address"])
        if url.hostname is None or url.scheme not in ("http", "https"):
            raise VaultError("invalid", "The address has to begin with https:// or http://.")
        self._url = url
        self._settings = settings
        is_https = url.scheme == "https"
        self._context = ssl.create_default_context(cafile=settings.get("caFile")) if is_https else None

    def motive(self):
        """Why a password is wanted: what the settings say."""
        motive = {"REASON": self._settings.get("reason"), "TICKETID": self._settings.get("ticket")}
        return {member: value for member, value in motive.items() if value}

    def call(self, method, path, what, details=None):
        """Calls the REST API and gives what the vault says within its envelope."""
        if method == "GET":
            status, body = self._exchange(method, f"{REST}/{path}{in_query(details)}", None)
        else:
            status, body = self._exchange(method, f"{REST}/{path}", details)
        return judge(status, read_envelope(body), what)

    def step(self, operation, what, details):
        """A step of access control: only the native API has them. It takes the same key."""
        status, body = self._exchange("POST", f"api/json/request?OPERATION_NAME={operation}", details)
        return judge(status, read_envelope(body), what)

    def download(self, path, what, details):
        """A file, which comes without an envelope; only a refusal has one."""
        status, body = self._exchange("GET", f"{REST}/{path}{in_query(details)}", None)
        said = read_envelope(body)
        if status != 200 or (said is not None and said["result"]["status"] == "Failed"):
            judge(status, said, what)
        return body

    def _exchange(self, method, path, details):
        time_limit = self._settings["timeLimit"]
        deadline = time.monotonic() + time_limit / 1000
        connection = self._open(time_limit / 1000)
        try:
            form = None if details is None else in_form(details).encode()
            connection.request(method, f"{self._url.path.rstrip('/')}/{path}", form, self._headers(form))
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
            # An empty reply is all that a key gets whose host the vault cannot look up.
            raise VaultError("unreachable", "The vault ended the connection.") from None
        except OSError as error:
            raise VaultError("unreachable", f"The vault cannot be reached (error {error.errno}).") from None
        except http.client.HTTPException:
            raise VaultError("protocol", "The vault's answer is not HTTP as it should be.") from None
        finally:
            connection.close()

    def _open(self, seconds):
        host, port = self._url.hostname, self._url.port
        if self._context is None:
            return http.client.HTTPConnection(host, port, timeout=seconds)
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=self._context)

    def _headers(self, form):
        headers = {
            "AUTHTOKEN": self._settings["credential"],
            "Accept": "application/json",
            "User-Agent": f"{NAME}/{VERSION}",
        }
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return headers


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


def in_form(details):
    return urlencode({"INPUT_DATA": json.dumps({"operation": {"Details": details}})})


def in_query(details):
    return f"?{in_form(details)}" if details else ""
