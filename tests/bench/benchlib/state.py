"""What the state rows need: a home where no state can be kept, and one with much of it."""

import contextlib
import http.client
import sqlite3

from benchlib.alone import KEY
from benchlib.programs import Edgee, config, loopback

ATTEMPTS, HEALTH_ROWS = 20_000, 200
MINUTE_MS = 60_000


def forbid(home):
    """A file stands where the state directory belongs: edgee goes on in memory only."""
    home.state.write_text("")


def fill(home, programs, mock, text):
    """Copies of what the product itself wrote of one failing request; `text` is the config to leave."""
    home.configure(config(loopback(mock.failing_port), cooldown="1h"))
    with Edgee(programs.edgee, home) as edgee:
        fail_once(edgee)
    with contextlib.closing(sqlite3.connect(home.ledger)) as ledger, ledger:
        multiply(ledger, "attempts", ATTEMPTS, lambda row, number: row | {
            "id": None, "launch": f"bench-{number // 50}", "at": row["at"] - number * MINUTE_MS})
        newest = ledger.execute("SELECT max(revision) FROM health").fetchone()[0]
        templates = [row[0] for row in ledger.execute("SELECT scope FROM health")]
        multiply(ledger, "health", HEALTH_ROWS, lambda row, number: row | {
            "scope": f"model bench/model-{number}", "revision": newest + 1 + number})
        # The bench's own target must not rest.
        ledger.executemany("DELETE FROM health WHERE scope = ?", [(scope,) for scope in templates])
    home.configure(text)


def fail_once(edgee):
    connection = http.client.HTTPConnection("127.0.0.1", edgee.port, timeout=30)
    body = '{"model":"bench-fast","max_tokens":16,"messages":[{"role":"user","content":"hi"}]}'
    connection.request("POST", edgee.prefix + "/v1/messages", body,
                       {"content-type": "application/json", "x-api-key": KEY,
                        "anthropic-version": "2023-06-01"})
    status = connection.getresponse().status
    connection.close()
    if status != 529:
        raise RuntimeError(f"the failing request was answered {status}, not 529")


def multiply(ledger, name, count, change):
    cursor = ledger.execute(f"SELECT * FROM {name} LIMIT 1")
    columns = [column[0] for column in cursor.description]
    template = cursor.fetchone()
    if template is None:
        raise RuntimeError(f"a failed request left no row in the ledger's table {name}")
    template = dict(zip(columns, template))
    places = ", ".join(":" + column for column in columns)
    ledger.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({places})",
                       (change(template, number) for number in range(count)))


def check(homes):
    """Why the state rows measured something else, or ""."""
    if "edgee without state" in homes and not homes["edgee without state"].state.is_file():
        return "edgee kept state where it should not have been able to"
    if "edgee" in homes and count(homes["edgee"], "attempts") == 0:
        return "edgee kept no state although it could"
    if "edgee with much state" in homes:
        full = homes["edgee with much state"]
        if count(full, "attempts") <= ATTEMPTS or count(full, "health") < HEALTH_ROWS:
            return "the prepared state was not used, or was thrown away"
    return ""


def count(home, name):
    with contextlib.closing(sqlite3.connect(home.ledger)) as ledger:
        return ledger.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
