"""Speaks for the connector as fauxvault wants it: JSON-RPC 2.0, one message a line (docs/adapter-protocol.md).

Run it: fauxvault verify blink -- python3 examples/python/blink_adapter.py
"""

import json
import sys

from blink_connector import DESCRIPTION, BlinkConnector
from blink_wire import VaultError

connector = BlinkConnector()

METHODS = {
    "describe": lambda params: DESCRIPTION,
    "connect": lambda params: connector.connect(params["settings"]),
    "close": lambda params: connector.close(),
    "testConnection": lambda params: connector.test_connection(),
    "getSecret": lambda params: connector.get_secret(params["ref"]),
    "findSecrets": lambda params: connector.find_secrets(params["query"]),
    "listContainers": lambda params: connector.list_containers(),
    "runWorkflow": lambda params: connector.run_workflow(params["request"]),
    "listRuns": lambda params: connector.list_runs(params["query"]),
    "listKeys": lambda params: connector.list_keys(),
    "createKey": lambda params: connector.create_key(params["name"]),
    "deleteKey": lambda params: connector.delete_key(params["id"]),
    "rotateKey": lambda params: connector.rotate_key(params["id"]),
}


def answer(request):
    method = METHODS.get(request["method"])
    if method is None:
        return {"error": {"code": -32601, "message": "There is no such method."}}
    try:
        return {"result": method(request.get("params", {}))}
    except VaultError as error:
        return {"error": {"code": -32000, "message": str(error), "data": {"kind": error.kind}}}


for line in sys.stdin.buffer:
    request = json.loads(line)
    reply = {"jsonrpc": "2.0", "id": request["id"], **answer(request)}
    sys.stdout.write(json.dumps(reply) + "\n")
    sys.stdout.flush()
