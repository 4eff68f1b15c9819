"""The way to one Blink. Needs nothing but Python 3.8's standard library."""

import http.client
import json
import socket
import ssl
import time
from urllib.parse import quote, urlsplit

from blink_wire import VaultError, judge, read_json, read_page

NAME = "example-blink-python"
VERSION = "1.0.0"
# The most rows that a page holds.
PAGE = 1000


class BlinkClient:
    """Makes calls, and turns whatever goes wrong into a VaultError. Repeats nothing: a run may have begun."""

    def __init__(self, settings):
        url = urlsplit(settings["address"])
        if url.hostname is None or url.scheme not in ("http", "https"):
            raise VaultError("invalid", "The address has to begin with https:// or http://.")
        self._url = url
        self._settings = settings
        is_https = url.scheme == "https"
        self._context = ssl.create_default_context(cafile=settings.get("caFile")) if is_https else None

    def begin(self):
        """Begins something that has the settings' time limit, for all its requests together."""
        return BlinkCall(self, self._settings["timeLimit"])

    def ask(self, call, method, path, what, body=None):
        status, answer = self._exchange(call, method, path, body)
        content = read_json(answer)
        if status != 200:
            raise judge(status, content, what)
        if content is None:
            raise VaultError("protocol", f"{what}: the answer is not what the API promises.")
        return content

    def _exchange(self, call, method, path, body):
        connection = self._open(call.left())
        try:
            sent = None if body is None else json.dumps(body).encode()
            connection.request(method, f"{self._url.path.rstrip('/')}/api/v1/{path}", sent, self._headers(sent))
            wire = connection.sock
            wire.settimeout(call.left())
            answer = connection.getresponse()
            return answer.status, read_body(answer, wire, call)
        except (socket.timeout, TimeoutError):
            raise call.late() from None
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
            raise VaultError("unreachable", "Blink ended the connection.") from None
        except ssl.SSLError as error:
            raise VaultError("tls", f"Blink's certificate is refused ({error.reason}).") from None
        except http.client.RemoteDisconnected:
            raise VaultError("unreachable", "Blink ended the connection.") from None
        except OSError as error:
            raise VaultError("unreachable", f"Blink cannot be reached (error {error.errno}).") from None
        except http.client.HTTPException:
            raise VaultError("protocol", "Blink's answer is not HTTP as it should be.") from None
        finally:
            connection.close()

    def _open(self, seconds):
        host, port = self._url.hostname, self._url.port
        if self._context is None:
            return http.client.HTTPConnection(host, port, timeout=seconds)
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=self._context)

    def _headers(self, sent):
        headers = {
            "BLINK-API-KEY": self._settings["credential"],
            "Accept": "application/json",
            "User-Agent": f"{NAME}/{VERSION}",
        }
        if sent is not None:
            headers["Content-Type"] = "application/json"
        return headers


class BlinkCall:
    """One thing that the connector is asked for, with the time that it has left for all its requests together."""

    def __init__(self, client, time_limit):
        self._client = client
        self._time_limit = time_limit
        self._deadline = time.monotonic() + time_limit / 1000

    def left(self):
        """The seconds that are left."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self.late()
        return left

    def late(self):
        return VaultError("timeout", f"Blink did not come to an end of it within {self._time_limit} ms.")

    def ask(self, method, path, what, body=None):
        """What a request is answered with; what is for messages."""
        return self._client.ask(self, method, path, what, body)

    def list(self, path, what, query):
        """Every row of a list, over all its pages."""
        rows, total = [], 1
        while len(rows) < total:
            page = {**query, "limit": PAGE, "offset": len(rows)}
            found, total = read_page(self.ask("GET", f"{path}?q={quote(json.dumps(page), safe='')}", what))
            if not found:
                break
            rows += found
        return rows

    def pause(self, seconds):
        time.sleep(min(seconds, self.left()))
        self.left()


def read_body(answer, wire, call):
    pieces = []
    while True:
        wire.settimeout(call.left())
        piece = answer.read1(65536)
        if not piece:
            break
        pieces.append(piece)
    if answer.length:
        raise VaultError("unreachable", "Blink ended the connection in the middle of its answer.")
    return b"".join(pieces)
