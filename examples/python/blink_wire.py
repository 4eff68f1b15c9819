"""What Blink says on the wire, and what it means."""

import json
import re

# The states of executions, by Blink's words for them.
STATES = {
    "Pending": "pending",
    "Running": "running",
    "Completed": "completed",
    "Failed": "failed",
    "Cancelled": "cancelled",
    "Timeout": "timed-out",
    "Skipped": "skipped",
    "Paused": "paused",
}


class VaultError(Exception):
    """Why a call failed: a kind for programs and a sentence for people.

    Nothing that the vault or the user said is repeated in it but ids and names.
    """

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


def read_json(body):
    """The content of an answer; None when it is not JSON."""
    try:
        return json.loads(body)
    except ValueError:
        # What the parser says can quote the text, which may hold a secret.
        return None


def judge(status, content, what):
    """What a refusal means. Blink's own sentences stay out: nobody knows what they repeat."""
    if status == 401:
        return VaultError("unauthenticated", f"{what}: Blink does not take the key (401).")
    if status == 403:
        return VaultError("forbidden", f"{what}: the role of the key's user does not allow it (403).")
    if status == 404 and is_missing(content):
        return VaultError("not-found", f"{what} was not found.")
    if status == 408:
        return VaultError("timeout", f"{what} did not end in the time that was given (408).")
    if status == 409:
        return VaultError("conflict", f"{what}: it is there already, or there are too many (409).")
    if status == 429:
        return VaultError("rate-limited", f"{what}: Blink asks for patience (429).")
    if status == 400:
        return VaultError("invalid", f"{what}: Blink refuses it, or the run has failed (400).")
    if status >= 500:
        return VaultError("unavailable", f"{what}: Blink is in trouble ({status}).")
    return VaultError("protocol", f"{what}: no Blink answers like this ({status}).")


def is_missing(content):
    """Whether a 404 is Blink's word for something that is not there; an unknown path has another."""
    message = content.get("message") if isinstance(content, dict) else None
    return isinstance(message, str) and re.match(r"Can ?not find ", message) is not None


def read_page(content):
    if isinstance(content, dict) and isinstance(content.get("total"), int):
        return read_rows(content.get("results")), content["total"]
    raise VaultError("protocol", "Blink's answer is no list.")


def read_rows(content):
    if isinstance(content, list) and all(isinstance(row, dict) for row in content):
        return content
    raise VaultError("protocol", "Blink's answer has no rows.")


def read_fields(content):
    if isinstance(content, dict):
        return content
    raise VaultError("protocol", "Blink's answer is no object.")


def read_text(fields, member):
    if isinstance(fields, dict) and isinstance(fields.get(member), str):
        return fields[member]
    raise VaultError("protocol", f"Blink's answer has no text as {member}.")


def read_workspaces(content):
    return [{"id": number, "name": read_text(one, "name")} for number, one in read_fields(content).items()]


def read_workflow(content, container):
    about = {"id": read_text(content, "id"), "name": read_text(content, "name"), "container": container}
    return {**about, "description": content.get("desc") or ""}


def read_value(outputs, number):
    """The secret among the outputs: by agreement, the one that is named value."""
    if isinstance(outputs.get("value"), str):
        return outputs["value"]
    raise VaultError("protocol", f"Workflow {number} has no text as its output 'value'.")


def read_state(content):
    state = STATES.get(read_text(content, "state"))
    if state is None:
        raise VaultError("protocol", "Blink's answer has a state that nobody knows.")
    return state


def read_error(content):
    """Why a run failed; None when it did not."""
    details = content.get("error_details")
    message = details.get("message") if isinstance(details, dict) else None
    return message if isinstance(message, str) and message != "" else None


def read_key(content):
    about = {"id": read_text(content, "id"), "name": read_text(content, "name")}
    return {**about, "isDefault": content.get("is_default") is True, "value": read_text(content, "api_key")}
