"""A connector to Blink's REST API: a secret is the output named value of a workflow. Needs nothing but Python 3.8's standard library."""

import json
import re
from urllib.parse import quote

from blink_client import NAME, VERSION, BlinkClient
from blink_runs import path_of, run_waiting, run_workflow
from blink_wire import (
    STATES,
    VaultError,
    read_key,
    read_page,
    read_rows,
    read_state,
    read_text,
    read_value,
    read_workflow,
    read_workspaces,
)

DESCRIPTION = {
    "name": NAME,
    "version": VERSION,
    "capabilities": [
        "readByName",
        "findSecrets",
        "listContainers",
        "runWorkflow",
        "listRuns",
        "listKeys",
        "createKey",
        "deleteKey",
        "rotateKey",
    ],
    "settings": [
        {"name": "address", "required": True, "secret": False},
        {"name": "caFile", "required": False, "secret": False},
        {"name": "credential", "required": True, "secret": True},
        {"name": "timeLimit", "required": True, "secret": False},
    ],
}


class BlinkConnector:
    """Runs the workflows of one Blink, and manages its user's keys."""

    def __init__(self):
        self._connected = None

    def connect(self, settings):
        self._connected = BlinkClient(settings)

    def close(self):
        self._connected = None

    def test_connection(self):
        try:
            query = quote(json.dumps({"limit": 1, "select": ["id"]}), safe="")
            # Of the workspace that the key's user has selected; a test runs nothing.
            read_page(self._begin().ask("GET", f"playbooks?q={query}", "The list of workflows"))
        except VaultError as error:
            return {"outcome": "failed", "kind": error.kind, "message": str(error)}
        return {"outcome": "passed", "message": "Blink answers, and takes the key."}

    def get_secret(self, ref):
        call = self._begin()
        number, container = self._find(call, ref)
        path = f"{path_of(container)}/playbooks/{quote(number, safe='')}"
        workflow = read_workflow(call.ask("GET", path, f"Workflow {number}"), container)
        outputs = run_waiting(call, {"workflow": number, "container": container})
        return {**workflow, "value": read_value(outputs, number)}

    def find_secrets(self, query):
        return find_workflows(self._begin(), query.get("name") or "", query.get("container"))

    def list_containers(self):
        return list_workspaces(self._begin())

    def run_workflow(self, request):
        return run_workflow(self._begin(), request)

    def list_runs(self, query):
        named = [word for word, state in STATES.items() if state == query.get("state")]
        wanted = {"playbook_id": query.get("workflow"), "state": named[0] if named else None}
        filter_ = {member: value for member, value in wanted.items() if value is not None}
        container = query["container"]
        asked = {"filter": filter_, "select": ["id", "playbook_id", "state"]}
        rows = self._begin().list(f"{path_of(container)}/executions", f"The runs of workspace {container}", asked)
        return [
            {"id": read_text(row, "id"), "workflow": read_text(row, "playbook_id"), "state": read_state(row)}
            for row in rows
        ]

    def list_keys(self):
        keys = [read_key(row) for row in read_rows(self._begin().ask("GET", "apikey", "The list of keys"))]
        # Blink shows the values to whoever lists the keys; here they go no further.
        return [{member: key[member] for member in ("id", "name", "isDefault")} for key in keys]

    def create_key(self, name):
        return read_key(self._begin().ask("POST", "apikey", "A new key", {"name": name}))

    def delete_key(self, number):
        self._begin().ask("DELETE", f"apikey/{quote(number, safe='')}", f"Key {number}")

    def rotate_key(self, number):
        return read_key(self._begin().ask("POST", f"apikey/{quote(number, safe='')}/rotate", f"Key {number}"))

    def _find(self, call, ref):
        """The workflow that is meant, by its id or by its name in a workspace."""
        number, name, container = ref.get("id"), ref.get("name"), ref.get("container")
        if container is None or (number is None and name is None):
            raise VaultError("invalid", "A workflow is named within its workspace, by its id or by its name.")
        if number is not None:
            return number, container
        for workflow in find_workflows(call, name, container):
            if workflow["name"] == name:
                return workflow["id"], container
        raise VaultError("not-found", f"Workspace {container} has no workflow '{name}'.")

    def _begin(self):
        if self._connected is None:
            raise VaultError("invalid", "The connector has no settings yet: connect it first.")
        return self._connected.begin()


def find_workflows(call, name, container):
    """The workflows whose name holds the text, in one workspace or in all."""
    query = {"select": ["id", "name", "desc"]}
    if name:
        query["filter"] = {"name": {"$like": to_pattern(name)}}
    workspaces = [container] if container is not None else [one["id"] for one in list_workspaces(call)]
    found = []
    for workspace in workspaces:
        rows = call.list(f"{path_of(workspace)}/playbooks", f"Workspace {workspace}", query)
        near = [read_workflow(row, workspace) for row in rows]
        found += [one for one in near if name in one["name"]]
    return found


def to_pattern(text):
    """What $like may take for something else stands for any one character: what it finds beyond the text is left out."""
    return "%" + re.sub(r"[\\%_]", "_", text) + "%"


def list_workspaces(call):
    return read_workspaces(call.ask("GET", "user-workspaces", "The list of workspaces"))
