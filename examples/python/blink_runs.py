"""Runs workflows of Blink, each once, and learns of their ends."""

import threading
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote

from blink_wire import read_error, read_fields, read_state, read_text

# Pauses between polls, in seconds: each is half as long again as the one before.
FIRST_PAUSE = 0.05
LONGEST_PAUSE = 2.0


def run_workflow(call, request):
    if request["mode"] == "sync":
        return {"state": "completed", "outputs": run_waiting(call, request)}
    if request["mode"] == "callback":
        return run_calling_back(call, request)
    return follow(call, request["container"], start(call, request))


def run_waiting(call, request):
    """The outputs of a run that is waited for in the request itself; any other end is answered with a refusal."""
    seconds = max(1, int(call.left()))
    return read_fields(execute(call, request, f"?run_sync=true&timeout={seconds}"))


def start(call, request, more=None):
    """Starts a run without waiting; gives its id."""
    return read_text(execute(call, request, "", more), "execution_id")


def execute(call, request, query, more=None):
    workflow = request["workflow"]
    path = f"{path_of(request['container'])}/playbooks/{quote(workflow, safe='')}/execute{query}"
    # Not beside the request's own members: an input may be named as one of them is.
    body = {"input_values": request.get("inputs") or {}, **(more or {})}
    return call.ask("POST", path, f"Workflow {workflow}", body)


def follow(call, container, run):
    """Asks for a run until it has ended."""
    path = f"{path_of(container)}/executions/{quote(run, safe='')}"
    pause = FIRST_PAUSE
    while True:
        execution = read_fields(call.ask("GET", path, f"Run {run}"))
        state = read_state(execution)
        if state not in ("pending", "running"):
            outputs = read_fields(call.ask("GET", f"{path}/outputs", f"Run {run}")) if state == "completed" else {}
            return {"id": run, "state": state, "outputs": outputs, "error": read_error(execution)}
        call.pause(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)


def run_calling_back(call, request):
    """Lets itself be called when the run has ended."""
    listener = Listener()
    try:
        run = start(call, request, {"callback": {"url": listener.url, "method": "POST"}})
        if not listener.called.wait(call.left()):
            raise call.late()
        # The call is not signed: it says when to look, and Blink itself says what became of the run.
        return follow(call, request["container"], run)
    finally:
        listener.close()


class Listener:
    """An address of this machine that nobody knows who was not told."""

    def __init__(self):
        self.called = threading.Event()
        path, called = f"/{uuid.uuid4()}", self.called

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                is_right = self.path == path
                self.send_response(200 if is_right else 404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                if is_right:
                    called.set()

            def log_message(self, *_):
                """Writes nothing: standard error is for what went wrong."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}{path}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def path_of(container):
    return f"workspace/{quote(container, safe='')}"
