"""Names written without spaces, as in Chinese: who is spoken to is told by what stands around them."""

import re
from typing import Final

_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_TITLES: Final = (
    "先生|女士|小姐|太太|老师|同学|阿姨|叔叔|大哥|大姐|经理|老板|总(?![共体的是之数价额])|師傅|师傅|医生|教授"
    "|様|さん|님"
)
_BEFORE: Final = "您好|你好|亲爱的|尊敬的|谢谢|感谢|抱歉|对不起|再见|早上好|晚上好"
_AFTER: Final = f"您好|你好|，|,|：|:|！|!|{_TITLES}"
_TWO_CHARACTER_SURNAMES: Final = re.compile("欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐")


def spoken_to(text: str, name: str) -> tuple[int, int] | None:
    """Return where the text speaks to the customer of that name, or names them in full; else None.

    The surname counts with a title behind it, the given name in a greeting. Other names than two to
    four ideographs give None.
    """
    whole = name.replace(" ", "")
    if not _NAME.fullmatch(whole):
        return None
    cut = 2 if _TWO_CHARACTER_SURNAMES.match(whole) and len(whole) > 2 else 1
    patterns = [re.escape(whole), f"{whole[:cut]}(?:{_TITLES})", f"[小老阿]{whole[:cut]}(?={_AFTER})"]
    patterns.append(f"(?:{_BEFORE})[，, ]?[小老阿]{whole[:cut]}(?![\u3400-\u9fff])")
    if len(whole) - cut > 1:
        patterns.append(_greeted(whole[cut:]))
    found = re.search("|".join(patterns), text)
    return found.span() if found else None


def _greeted(given: str) -> str:
    """Return a pattern for a given name behind a greeting, or first in the text before one."""
    return f"(?:{_BEFORE})[，, ]?{given}|(?:^|[，,。！!？? ]){given}(?={_AFTER})"
