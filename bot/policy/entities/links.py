"""Links and ids that only help people inside: shared drives, trackers, intranets, tickets."""

from __future__ import annotations

import re
from ipaddress import ip_address

from bot.policy.entities.company import Company, Span, is_internal, is_public
from bot.policy.entities.hints import has_digits, matches, stretches

_URL = re.compile(
    r"(?i)\b(?:https?|ftp|smb|file)://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]"
    r"|\\\\[\w.-]{2,40}\\[\w$.\\-]{2,200}"
)
_GO = re.compile(r"(?<![\w/.@-])go/(?!no\b)[a-z][a-z0-9-]{2,40}(?![\w/])")
# Documents and boards of other people's companies look the same, and are as private.
_SHARED = re.compile(
    r"(?i)^(?:docs\.google\.com/(?:a/[\w.]+/)?(?:document|spreadsheets|presentation)/(?!d/e/)"
    r"|drive\.google\.com/|[\w-]+\.sharepoint\.com/|1drv\.ms/|onedrive\.live\.com/"
    r"|(?:www\.)?dropbox\.com/(?:s|scl|sh|home|work)/|[\w-]+\.(?:app\.)?box\.com/(?:s|file|folder)/"
    r"|[\w-]+\.atlassian\.net/(?!servicedesk/customer/portal)|(?:www\.)?notion\.so/|linear\.app/"
    r"|app\.asana\.com/|trello\.com/[bc]/|[\w-]+\.monday\.com/|app\.clickup\.com/|miro\.com/app/"
    r"|(?:www\.)?figma\.com/(?:file|design|board|proto)/|airtable\.com/app"
    r"|[\w-]+\.slack\.com/(?:archives|files)/"
    r"|app\.slack\.com/|teams\.microsoft\.com/|dev\.azure\.com/|[\w-]+\.visualstudio\.com/"
    r"|[\w-]+\.quip\.com/"
    r"|(?:[\w-]+\.)?lucid(?:chart)?\.(?:com|app)/|coda\.io/d/|[\w-]+\.zendesk\.com/agent/"
    r"|[\w-]+\.lightning\.force\.com/)"
)
_INSIDE_NAME = re.compile(
    r"(?i)^(?:(?:intranet|confluence|jira|jenkins|kibana|sharepoint|staging|uat|vpn)(?:\.[\w-]+)*"
    r"|[\w.-]*\.(?:intranet|staging|corp|internal|local|lan)(?:\.[\w-]+)*|[a-z][\w-]*)(?::\d+)?$"
)

_TICKET = re.compile(r"(?<![\w/#.@-])([A-Z][A-Z0-9]{1,9})-(\d{1,7})(?![\w-]|\.\d)")
_NUMBERED = re.compile(r"(?<!\w)(?:INC|CHG|RITM|REQ|PRB|SCTASK|CS)\d{6,10}(?!\w)")
_AROUND = re.compile(
    r"(?i)\b(?:tickets?|issues?|jira|bugs?|stor(?:y|ies)|epics?|backlog|sprint|incidents?|tasks?"
    r"|sev\w?|merged?|hotfix"
    r"|branch|deploy\w*|tracker|tracked|assigned|closed|resolved|escalat\w+|workaround|outage"
    r"|root cause|postmortem)\b"
)
# Standards, diseases, models and summits are written like tickets and are known to everybody.
_KNOWN = frozenset(
    """A AC AES AI AK ANSI AR ASTM B BA BMW BS C CA CAR CD CES CFR CO COP COVID CVE CVSS CWE D
    DDR DIN DO DR EN EOS ES EU F FIFA FIPS G GCC GDPR GPT H HB HIV HR HTTP I IATA IEC IEEE IL
    IP IPV ISBN ISO IT ITIL JIS K KB KPI KV L LTE M MD MH MI MIL MP MQ MS N NATO NF NIST NY O
    OECD OWASP P PCI PH PM PS Q QS R RC RFC RTX S SARS SDG SHA SHA2 SOC SOX SQL SR T TLS TOP
    TS TX U UN US USB UTC UTF V VE VI W WCAG WH WPA WW X XP Y ZX""".split()  # noqa: SIM905 -- a paragraph of words reads better than a list
)
_PLENTY = 3  # digits, and letters in front of them, that make a ticket without a word beside it


def internal_link(text: str, region: str, company: Company) -> list[Span]:
    """Return every link that leads to an internal host, a shared drive, a tracker or a board."""
    del region
    spans: list[Span] = []
    found = _URL.finditer(text) if "\\\\" in text else matches(_URL, text, stretches(text, "://"))
    spans += [match.span() for match in found if _is_inside(match.group(), company)]
    if "go/" in text:
        spans += [match.span() for match in _GO.finditer(text)]
    return sorted(spans)


def _is_inside(url: str, company: Company) -> bool:
    scheme, _, rest = url.partition("://")
    if scheme.lower() in {"file", "smb"} or url.startswith("\\\\"):
        return True
    host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
    name = host.partition(":")[0]
    if is_public(name, company):
        return False
    if is_internal(name, company) or _SHARED.match(rest) or _INSIDE_NAME.match(host):
        return True
    return _is_private(name)


def _is_private(name: str) -> bool:
    try:
        return ip_address(name).is_private
    except ValueError:
        return False


def ticket_id(text: str, region: str, company: Company) -> list[Span]:
    """Return every id of a ticket or an incident."""
    del region, company
    if not has_digits(text, 1) or not re.search(r"[A-Z]-\d|\d{6}", text):
        return []
    spans = [match.span() for match in _NUMBERED.finditer(text)]
    spans += [match.span() for match in _TICKET.finditer(text) if _is_ticket(text, match)]
    return sorted(spans)


def _is_ticket(text: str, match: re.Match[str]) -> bool:
    prefix, number = match[1], match[2]
    if prefix in _KNOWN:
        return False
    if _AROUND.search(text):
        return True
    return prefix.isalpha() and len(prefix) >= _PLENTY and len(number) >= _PLENTY
