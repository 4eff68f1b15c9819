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


class PmpCall:
    """One thing that the connector is asked for, with the time that it has left for all its requests together."""

    def __init__(self, client, time_limit, motive):
        self._exchange = client.exchange
        self._deadline = time.monotonic() + time_limit / 1000
        # Why a password is wanted: what the settings say.
        self.motive = motive

    def left(self):
        """The seconds that are left."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def ask(self, method, path, what, details=None):
        """Calls the REST API and gives what the vault says within its envelope."""
        if method == "GET":
            status, body = self._exchange(self, method, f"{REST}/{path}{in_query(details)}", None)
        else:
            status, body = self._exchange(self, method, f"{REST}/{path}", details)
        return judge(status, read_envelope(body), what)

    def step(self, operation, what, details):
        """A step of access control: only the native API has them. It takes the same key."""
        status, body = self._exchange(self, "POST", f"api/json/request?OPERATION_NAME={operation}", details)
        return judge(status, read_envelope(body), what)

    def download(self, path, what, details):
        """A file, which comes without an envelope; only a refusal has one."""
        status, body = self._exchange(self, "GET", f"{REST}/{path}{in_query(details)}", None)
        said = read_envelope(body)
        if status != 200 or (said is not None and said["result"]["status"] == "Failed"):
            judge(status, said, what)
        return body


class PmpClient:
    """The way to one Password Manager Pro: turns whatever goes wrong into a VaultError. Repeats nothing."""

    def __init__(self, settings):
        url = urlsplit(settings["address"])
        if url.hostname is None or url.scheme not in ("http", "https"):
            raise VaultError("invalid", "The address has to begin with https:// or http://.")
        self._url = url
        self._settings = settings
        is_https = url.scheme == "https"
        self._context = ssl.create_default_context(cafile=settings.get("caFile")) if is_https else None

    def begin(self):
        """Begins something that has the settings' time limit."""
        motive = {"REASON": self._settings.get("reason"), "TICKETID": self._settings.get("ticket")}
        given = {member: value for member, value in motive.items() if value}
        return PmpCall(self, self._settings["timeLimit"], given)

    def exchange(self, call, method, path, details):
        connection = None
        try:
            connection = self._open(call.left())
            form = None if details is None else in_form(details).encode()
            connection.request(method, f"{self._url.path.rstrip('/')}/{path}", form, self._headers(form))
            wire = connection.sock
            wire.settimeout(call.left())
            answer = connection.getresponse()
            return answer.status, read_body(answer, wire, call)
        except (socket.timeout, TimeoutError):
            raise VaultError("timeout", f"The vault did not answer within {self._settings['timeLimit']} ms.") from None
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
            if connection is not None:
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


def in_form(details):
    return urlencode({"INPUT_DATA": json.dumps({"operation": {"Details": details}})})


def in_query(details):
    return f"?{in_form(details)}" if details else ""
