"""The shapes of keys and tokens that services hand out, one line each."""

from __future__ import annotations

import re

# What stands in a comment is where the shape comes from. Lengths are the shortest seen, since a
# token cut off at the end is still a token.
SHAPES = (
    r"gh[pousr]_[A-Za-z0-9]{30,255}",  # GitHub
    r"github_pat_[A-Za-z0-9_]{22,255}",
    r"gl(?:pat|dt|rt|cbt|ptt|soat|ft)-[\w-]{18,}",  # GitLab
    r"xox[abdeoprs]-[\w-]{10,}",  # Slack
    r"xapp-\d-[\w-]{10,}",
    r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}",  # Amazon
    r"AIza[\w-]{30,}",  # Google
    r"GOCSPX-[\w-]{20,}",
    r"ya29\.[\w-]{20,}",
    r"(?:sk|rk|pk)_live_[A-Za-z0-9]{10,}",  # Stripe and its relatives
    r"(?:sk|rk)_test_[A-Za-z0-9]{10,}",
    r"whsec_[A-Za-z0-9+/=]{16,}",
    r"sk-(?:proj-|svcacct-|admin-|ant-|or-|lf-)[\w-]{16,}",  # model providers
    r"sk-[A-Za-z0-9]{20,}",
    r"hf_[A-Za-z0-9]{30,}",  # Hugging Face
    r"gsk_[A-Za-z0-9]{30,}",
    r"npm_[A-Za-z0-9]{30,}",
    r"pypi-AgEI[\w-]{40,}",
    r"SG\.[\w-]{16,}\.[\w-]{16,}",  # SendGrid
    r"xkeysib-[a-f0-9]{32,}[\w-]*",
    r"key-[0-9a-f]{32}",  # Mailgun
    r"SK[0-9a-f]{32}",  # Twilio
    r"dop_v1_[a-f0-9]{32,}",  # DigitalOcean
    r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}",  # Shopify
    r"glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}",  # Grafana
    r"hv[sb]\.[\w-]{24,}",  # Vault
    r"dp\.(?:pt|st|ct)\.[\w-]{30,}",
    r"lin_api_[A-Za-z0-9]{30,}",
    r"ntn_[A-Za-z0-9]{30,}|secret_[A-Za-z0-9]{40,}",  # Notion
    r"figd_[\w-]{30,}",
    r"ATATT3[\w-]{30,}=?[A-F0-9]*",  # Atlassian
    r"sntrys_[\w+/=-]{30,}",
    r"NRAK-[A-Z0-9]{27}",
    r"\d{8,10}:AA[\w-]{32,}",  # Telegram
    r"[MNO][A-Za-z\d_-]{23,25}\.[\w-]{6}\.[\w-]{27,}",  # Discord
    r"eyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?",  # JSON Web Token
    r"AGE-SECRET-KEY-1[A-Z0-9]{20,}",
)
TOKEN = re.compile(rf"(?<![\w-])(?:{'|'.join(SHAPES)})(?![\w])")
PRIVATE_KEY = re.compile(
    r"(?<!-)-{3,10}\s?BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?\s?-{3,10}"
    r"(?:[\s\S]{0,20000}?-{3,10}\s?END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?\s?-{3,10})?"
)
WEBHOOK = re.compile(
    r"https://(?:hooks\.slack\.com/(?:services|workflows|triggers)/[\w/-]{12,}"
    r"|(?:\w+\.)?discord(?:app)?\.com/api/webhooks/\d{8,}/[\w-]{20,}"
    r"|[\w.-]+\.webhook\.office\.com/webhookb2/[\w@/-]{20,}"
    r"|hooks\.zapier\.com/hooks/catch/[\w/]{6,}|maker\.ifttt\.com/trigger/\w+/with/key/[\w-]{10,})"
)
CONNECTION = re.compile(
    r"(?i)\b(?!https?:)[a-z][a-z0-9+.-]{2,20}://[^\s:/@]{1,80}:([^\s/@]{3,120})@[^\s/@]{2,200}"
    r"(?:/[\w/?=&.%-]{0,200})?"
    r"|(?:accountkey|sharedaccesskey|sig)=[a-z0-9+/%=]{20,}"
)
"""A database or queue address with its password, or a cloud storage string with its key."""

# Every shape above holds one of these, in lower case, but for Discord, whose tokens are very long
# words, and addresses: a draft without any needs no closer look.
HINTS = (
    *("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gldt-", "glrt-", "glcbt-"),
    *("glptt-", "glsoat-", "glft-", "xox", "xapp-", "akia", "asia", "abia", "acca", "aiza"),
    *("gocspx-", "ya29.", "_live_", "_test_", "whsec_", "sk-", "hf_", "gsk_", "npm_", "pypi-ag"),
    *("sg.", "xkeysib-", "key-", "sk0", "sk1", "sk2", "sk3", "sk4", "sk5", "sk6", "sk7", "sk8"),
    *("sk9", "ska", "skb", "skc", "skd", "ske", "skf", "dop_v1_", "shpat_", "shpca_", "shppa_"),
    *("shpss_", "glsa_", "hvs.", "hvb.", "dp.pt.", "dp.st.", "dp.ct.", "lin_api_", "ntn_"),
    *("secret_", "figd_", "atatt3", "sntrys_", "nrak-", ":aa", "eyj", "private key", "hooks."),
    *("webhook", "ifttt", "accountkey", "accesskey", "sig="),
)
