"""Walks the usual sequences of clients with Python's standard library: python-client.py <url> <key>."""

import json
import sys
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

url, key = sys.argv[1:]


def call(method, path, details=None, headers=None):
    """Gives the operation, or the bytes of an answer without one."""
    data = None
    if details is not None:
        document = json.dumps({"operation": {"Details": details}})
        if method == "GET":
            path += ("&" if "?" in path else "?") + urlencode({"INPUT_DATA": document})
        else:
            data = ("INPUT_DATA=" + quote(document)).encode()
    sent = {"AUTHTOKEN": key} if headers is None else headers
    request = Request(url + "/restapi/json/v1" + path, data=data, headers=sent, method=method)
    with urlopen(request) as response:
        body = response.read()
    return json.loads(body)["operation"] if body.startswith(b"{") else body


def details(method, path, *more):
    answer = call(method, path, *more)
    if answer["result"]["status"] != "Success":
        raise SystemExit(f"{method} {path}: {answer['result']['message']}")
    return answer.get("Details")


def pick(rows, name, value, wanted):
    return next(row[wanted] for row in rows if row[name] == value)


def walk_by_name():
    resource = pick(details("GET", "/resources"), "RESOURCE NAME", "ledger-01", "RESOURCE ID")
    rows = details("GET", f"/resources/{resource}/accounts")["ACCOUNT LIST"]
    account = pick(rows, "ACCOUNT NAME", "ledger_owner", "ACCOUNT ID")
    return details("GET", f"/resources/{resource}/accounts/{account}/password")["PASSWORD"]


def ids_then_password():
    ids = details("GET", "/resources/getResourceIdAccountId?RESOURCENAME=ledger-01&ACCOUNTNAME=ledger_owner")
    path = "/resources/{RESOURCEID}/accounts/{ACCOUNTID}/password".format(**ids)
    return details("GET", path, {"REASON": "month end"})["PASSWORD"]


def ids_then_both():
    ids = details("GET", "/resources/getResourceIdAccountId?RESOURCENAME=ledger-01&ACCOUNTNAME=ledger_owner")
    query = urlencode({**ids, "APP_AUTHTOKEN": key, "APP_NAME": "ANSIBLE"})
    both = call("GET", "/resources/getResourceAccountDetails?" + query, None, {})["Details"]
    return json.loads(both["ACCOUNTDETAILS"])["PASSWORD"]


def names_in_path():
    ids = details("GET", "/resources/resourcename/licences/accounts/accountname/cad")
    return call("GET", "/resources/{RESOURCEID}/accounts/{ACCOUNTID}/downloadfile".format(**ids)).decode()


def automate():
    new = {"RESOURCENAME": "ledger-02", "ACCOUNTNAME": "root", "RESOURCETYPE": "Linux", "PASSWORD": "Topaz-33-swift"}
    details("POST", "/resources", new)
    resource = details("GET", "/resources/resourcename/ledger-02")["RESOURCEID"]
    added = details("POST", f"/resources/{resource}/accounts", {"ACCOUNTLIST": [{"ACCOUNTNAME": "batch", "PASSWORD": ""}]})
    rows = details("GET", f"/resources/{resource}/accounts")["ACCOUNT LIST"]
    account = pick(rows, "ACCOUNT NAME", "batch", "ACCOUNT ID")
    change = {"NEWPASSWORD": "Agate-66+Kite &=%", "RESETTYPE": "LOCAL", "REASON": "rotation"}
    details("PUT", f"/resources/{resource}/accounts/{account}/password", change)
    user = details("GET", "/user/getUserId?USERNAME=pat")["USERID"]
    details("PUT", f"/resources/{resource}/share", {"ACCESSTYPE": "view", "USERID": user})
    group = pick(details("GET", "/resourcegroup"), "resourceGroupName", "ledgers", "resourceGroupId")
    before = details("GET", f"/resources/{resource}/associatedGroups")
    details("POST", f"/resourcegroup/{group}/associateResources", {"RESOURCEIDS": [resource]})
    after = details("GET", f"/resources/{resource}/associatedGroups")["ASSOCIATED GROUPS"]
    details("PUT", "/resourcegroup/share", {"resourceGroupIds": [group], "userIds": [user], "accessType": "modify"})
    status = details("GET", f"/resources/{resource}/accounts/{account}")["COMPLIANT STATUS"]
    password = details("GET", f"/resources/{resource}/accounts/{account}/password")["PASSWORD"]
    return [added, before, [row["GROUP ID"] == group for row in after], status, password]


print(
    json.dumps(
        {
            "a": walk_by_name(),
            "b": ids_then_password(),
            "c": ids_then_both(),
            "d": names_in_path(),
            "e": automate(),
        }
    )
)
