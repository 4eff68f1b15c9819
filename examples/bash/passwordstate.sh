#!/usr/bin/env bash
# Reads and writes the passwords of one Passwordstate, with bash, curl and jq.
#
#   passwordstate.sh test                 passwordstate.sh find [NAME] [LIST]
#   passwordstate.sh get ID               passwordstate.sh create LIST < FIELDS
#   passwordstate.sh get-by-name NAME [LIST]   passwordstate.sh update ID < FIELDS
#   passwordstate.sh lists                passwordstate.sh delete ID
#   passwordstate.sh generate             passwordstate.sh history ID
#
# VAULT_ADDRESS, VAULT_KEY, VAULT_CA_FILE, VAULT_REASON and VAULT_TIME_LIMIT (milliseconds) say which vault and how. FIELDS is a JSON
# object with the API's names. The key goes to curl through a pipe: arguments can be read by every user of the machine.
#
# The time limit is for all that one command does.
#
# Exit codes: 0 done, 10 unauthenticated, 11 forbidden, 12 not found, 13 invalid, 14 conflict, 15 rate limited, 16 unavailable,
# 17 timeout, 18 unreachable, 19 certificate refused, 20 no such vault answers like this.
set -uo pipefail

readonly AGENT="example-passwordstate-bash/1.0.0"
# In milliseconds since 1970, by jq: not every date knows them.
now() { jq --null-input 'now * 1000 | floor'; }
deadline=$(($(now) + ${VAULT_TIME_LIMIT:-30000}))
readonly deadline

die() {
  printf '%s\n' "$2" >&2
  exit "$1"
}

# A line of a curl configuration: quotes and backslashes are escaped.
config_line() {
  local text=${2//\\/\\\\}
  printf '%s = "%s"\n' "$1" "${text//\"/\\\"}"
}

headers() {
  config_line header "APIKey: $VAULT_KEY"
  if [ -n "${VAULT_REASON:-}" ]; then config_line header "Reason: $VAULT_REASON"; fi
}

# call METHOD PATH WHAT: sends standard input, if there is any, and leaves the answer's JSON in $body.
call() {
  local method=$1 path=$2 what=$3 left answer status code
  local options=(--silent --request "$method" --user-agent "$AGENT" --header "Accept: application/json")
  # A credential for https is never sent over http, nor to wherever an answer points.
  case $VAULT_ADDRESS in
    https://*) options+=(--proto "=https") ;;
    http://*) options+=(--proto "=http") ;;
    *) die 13 "The address has to begin with https:// or http://." ;;
  esac
  if [ -n "${VAULT_CA_FILE:-}" ]; then options+=(--cacert "$VAULT_CA_FILE"); fi
  if [ "$method" = POST ] || [ "$method" = PUT ]; then
    options+=(--header "Content-Type: application/json" --data-binary @-)
  fi
  left=$((deadline - $(now)))
  [ "$left" -gt 0 ] || die 17 "The vault did not answer within the time limit."
  answer=$(
    curl "${options[@]}" --max-time "$((left / 1000)).$(printf '%03d' $((left % 1000)))" --config <(headers) \
      --write-out '\n%{http_code}' "${VAULT_ADDRESS%/}/api/$path"
  )
  code=$?
  case $code in
    0) ;;
    28) die 17 "The vault did not answer within the time limit." ;;
    35 | 51 | 53 | 54 | 58 | 59 | 60 | 64 | 66 | 77 | 80 | 82 | 83 | 90 | 91) die 19 "The vault's certificate is refused (curl $code)." ;;
    *) die 18 "The vault cannot be reached, or ended the connection (curl $code)." ;;
  esac
  status=${answer##*$'\n'}
  body=${answer%$'\n'*}
  judge "$status" "$what"
}

# What a status means. The vault's own sentences stay out of messages: nobody knows what they repeat.
judge() {
  case $1 in
    200 | 201) is_json || die 20 "The vault's answer is not JSON: is this the address of a Passwordstate?" ;;
    204) ;;
    400) die 13 "$2: the vault takes the request for wrong (400)." ;;
    401)
      case $body in
        *"Reason Header Attribute is mandatory"*) die 13 "$2: its list demands a reason, and the settings give none." ;;
      esac
      die 10 "$2: the vault does not take the API key (401)."
      ;;
    403) die 11 "$2: the API key is not allowed to do this here (403)." ;;
    404)
      # A wrong path is 404 too, but then it is the web server that says so.
      is_refusal || die 20 "No Passwordstate answers like this (404). Is the address right?"
      [ -z "${missing_is_fine:-}" ] || exit 12
      die 12 "$2 was not found (404)."
      ;;
    429) die 15 "$2: the vault asks for patience (429)." ;;
    5??) die 16 "$2: the vault is in trouble ($1)." ;;
    *) die 20 "$2: no Passwordstate answers like this ($1). Is the address right?" ;;
  esac
}

is_json() {
  [ -n "$body" ] && printf '%s' "$body" | jq --exit-status 'type == "array" or type == "object"' > /dev/null 2>&1
}

is_refusal() {
  printf '%s' "$body" | jq --exit-status '.[0].errors | type == "array"' > /dev/null 2>&1
}

# Records as the table of commands wants them; the answer is a list, or for a new record the record itself.
records() {
  printf '%s' "$body" | jq --exit-status '
    def text: if type == "string" then . else error("no text") end;
    [(if type == "array" then .[] else . end)
      | { id: (.PasswordID | if type == "number" then tostring else error("no number") end), name: (.Title | text),
          container: (.PasswordListID | tostring), userName: (.UserName | text), description: (.Description | text) }
        + if has("Password") and .Password != null then { value: (.Password | text) } else {} end]' 2> /dev/null ||
    die 20 "The vault's answer is not the list of records that its API promises."
}

only_digits() {
  case $1 in
    '' | *[!0-9]*) die 13 "The ids of Passwordstate are whole numbers." ;;
  esac
}

# search TEXT [LIST]: the records whose title holds the text, and perhaps some more.
search() {
  local query="ExcludePassword=true" title
  # Of a text in double quotes the vault would look for the whole title.
  title=$(printf '%s' "$1" | jq --raw-input --slurp --raw-output 'gsub("^\"+|\"+$"; "") | @uri')
  if [ -n "$title" ]; then query+="&Title=$title"; fi
  if [ -n "${2:-}" ]; then only_digits "$2"; fi
  # In a process of its own: a search which found nothing ends it, and is an empty list.
  (missing_is_fine=yes && call GET "searchpasswords/${2:-}?$query" "The search" < /dev/null && records)
  local code=$?
  if [ "$code" -eq 12 ]; then echo '[]'; else return "$code"; fi
}

get() {
  only_digits "$1"
  call GET "passwords/$1" "Password $1" < /dev/null
  [ "$(printf '%s' "$body" | jq length)" != 0 ] || die 20 "The vault's answer holds no password."
  records
}

# rows FILTER: what a list of other things than records holds.
rows() {
  printf '%s' "$body" | jq --exit-status "$1" 2> /dev/null || die 20 "The vault's answer is not what its API promises."
}

get_by_name() {
  local found ids
  found=$(search "$1" "${2:-}") || exit $?
  ids=$(printf '%s' "$found" | jq --raw-output --arg name "$1" '.[] | select(.name == $name) | .id')
  case $ids in
    '') die 12 "There is no password with the title '$1'." ;;
    *$'\n'*) die 14 "Several passwords have the title '$1': name one by id." ;;
    *) get "$ids" ;;
  esac
}

case ${1:-} in
  # A search is open to every key that can read, and this one finds nothing.
  test) search "connection test of a connector" > /dev/null ;;
  get) get "${2:-}" ;;
  get-by-name) get_by_name "${2:-}" "${3:-}" ;;
  find)
    found=$(search "${2:-}" "${3:-}") || exit $?
    printf '%s' "$found" | jq --arg text "${2:-}" 'map(select(.name | ascii_downcase | contains($text | ascii_downcase)))'
    ;;
  create)
    only_digits "${2:-}"
    call POST passwords "Creating in list $2" < <(jq --compact-output --argjson list "$2" '. + {PasswordListID: $list}')
    records
    ;;
  update)
    only_digits "${2:-}"
    call PUT passwords "Password $2" < <(jq --compact-output --argjson id "$2" '. + {PasswordID: $id}')
    # The password of a managed record is changed later, on its host: the answer is then no record, but has a status.
    if printf '%s' "$body" | jq --exit-status 'type == "array" and (.[0] | has("Status"))' > /dev/null 2>&1; then
      die 16 "Password $2: the change is queued, and not made yet."
    fi
    ;;
  delete)
    only_digits "${2:-}"
    call DELETE "passwords/$2?MoveToRecycleBin=False" "Password $2" < /dev/null
    ;;
  lists)
    call GET passwordlists "The list of lists" < /dev/null
    rows 'map({ id: (.PasswordListID | tostring), name: .PasswordList })'
    ;;
  # Takes a key of its own: that of the password generator.
  generate)
    call GET generatepassword "The generator" < /dev/null
    rows '{ value: .[0].Password }'
    ;;
  history)
    only_digits "${2:-}"
    call GET "passwordhistory/$2" "Password $2" < /dev/null
    # By its ids, which grow: how dates are written is a setting of the vault.
    rows 'sort_by(-.PasswordHistoryID) | map({ value: .Password, changedAt: .DateChanged })'
    ;;
  *) die 13 "Say what to do: test, get, get-by-name, find, lists, create, update, delete, generate or history." ;;
esac
