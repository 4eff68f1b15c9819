"""Speaks for the connector as fauxvault wants it: JSON-RPC 2.0, one message a line (docs/adapter-protocol.md).

Run it: fauxvault verify passwordstate -- python3 examples/python/passwordstate_adapter.py
"""

import json
import sys

from passwordstate_client import VaultError
from passwordstate_connector import DESCRIPTION, PasswordstateConnector

connector = PasswordstateConnector()

METHODS = {
    "describe": lambda params: DESCRIPTION,
    "connect": lambda params: connector.connect(params["settings"]),
    "close": lambda params: connector.close(),
    "testConnection": lambda params: connector.test_connection(),
    "getSecret": lambda params: connector.get_secret(params["ref"]),
    "findSecrets": lambda params: connector.find_secrets(params["query"]),
    "listContainers": lambda params: connector.list_containers(),
    "createSecret": lambda params: connector.create_secret(params["secret"]),
    "updateSecret": lambda params: connector.update_secret(params["ref"], params["change"]),
    "deleteSecret": lambda params: connector.delete_secret(params["ref"]),
    "generatePassword": lambda params: connector.generate_password(),
    "getHistory": lambda params: connector.get_history(params["ref"]),
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
