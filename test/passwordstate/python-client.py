"""A client of its own, with nothing but Python's standard library: create, search, update, read, history, delete.

Called with the vault's address, an API key and a list's id; prints what it saw as one JSON object.
"""

import json
import sys
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import ProxyHandler, Request, build_opener

ADDRESS, KEY, LIST_ID = sys.argv[1], sys.argv[2], int(sys.argv[3])
TITLE = "Kassenbuch \u00fcber \u2013 \u4e2d\u6587 \U0001f511"
FIRST = "pa\"ss\\w\u00f6rd\t \u20ac"
SECOND = "\U0001f40d second \u00df"
OPENER = build_opener(ProxyHandler({}))


def call(method, path, body=None):
    """The status, the reason phrase and the decoded JSON body; None when there is no body."""
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8")
    request = Request(ADDRESS + path, data=data, method=method)
    request.add_header("APIKey", KEY)
    if data is not None:
        # UTF-8 bytes without a charset, as the product's PowerShell clients send them.
        request.add_header("Content-Type", "application/json")
    try:
        with OPENER.open(request, timeout=15) as response:
            text = response.read().decode("utf-8")
            return response.status, response.reason, json.loads(text) if text else None
    except HTTPError as error:
        return error.code, error.reason, json.loads(error.read().decode("utf-8"))


created = call("POST", "/api/passwords", {"PasswordListID": LIST_ID, "Title": TITLE, "Password": FIRST})
record_id = created[2]["PasswordID"]
found = call("GET", f"/api/searchpasswords/{LIST_ID}?title={quote(chr(34) + TITLE + chr(34))}")
updated = call("PUT", "/api/passwords", {"PasswordID": record_id, "Password": SECOND})
read = call("GET", f"/api/passwords/{record_id}")
history = call("GET", f"/api/passwordhistory/{record_id}")
deleted = call("DELETE", f"/api/passwords/{record_id}?MoveToRecycleBin=False")
missing = call("GET", f"/api/passwords/{record_id}")

print(
    json.dumps(
        {
            "statuses": [answer[0] for answer in (created, found, updated, read, history, deleted, missing)],
            "created": [created[2]["Title"] == TITLE, created[2]["Password"] == FIRST],
            "found": [row["PasswordID"] == record_id for row in found[2]],
            "updated": [row["Password"] == SECOND and row["Title"] == TITLE for row in updated[2]],
            "read": [row["Password"] == SECOND for row in read[2]],
            "history": [row["Password"] == wanted for row, wanted in zip(history[2], (SECOND, FIRST))],
            "deleted": deleted[2],
            "missing": missing[2][0]["errors"][0]["message"],
            "phrase is body": json.loads(missing[1]) == missing[2],
        }
    )
)
