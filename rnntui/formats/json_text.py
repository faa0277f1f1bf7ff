"""Plain data as one line of strict JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def json_text(table: Mapping[str, Any]) -> str:
    """One object in one line, which ends with a line break: all text as it is, but for lone surrogates.

    These have no bytes in UTF-8 and are written `\\ud800`, which JSON reads as the same. Raises ValueError for
    NaN and the infinities.
    """
    text = json.dumps(table, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
