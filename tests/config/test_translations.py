"""What people read is translated when they read it, and makemessages can gather it."""
import pytest

from config.sayings import faults

EAGER = "from django.utils.translation import gettext as _\n"
LAZY = "from django.utils.translation import gettext_lazy as _, ngettext_lazy\n"


@pytest.mark.parametrize("source, wrong", [
    (EAGER + 'TURNS = {"return": _("Give back")}', "use gettext_lazy"),
    (EAGER + 'class Form:\n    label = _("Kind")', "use gettext_lazy"),
    (EAGER + 'def turn(button=_("Give back")): pass', "use gettext_lazy"),
    (LAZY + 'HEADS = [_(head) for head in ("Number", "State")]', "cannot gather"),
    (LAZY + 'def told(name): return _(f"{name} signed")', "cannot gather"),
    (LAZY + 'def told(n): return ngettext_lazy("one", f"{n}", n)', "cannot gather"),
    ('from django.utils.translation import gettext as say\ndef turn(): return say("Give back")', "knows no other name"),
    (EAGER + 'def turn(): return _("Give back")', ""),
    (EAGER + 'turns = {"return": lambda: _("Give back")}', ""),
    (LAZY + 'LABEL = _("Kind")\nCOUNT = ngettext_lazy("%(n)d day", "%(n)d days", "n")', ""),
    ('def _(text): ...\nLABEL = _("no translation at all")', ""),
])  # fmt: skip
def test_the_check_of_sentences_finds_what_it_should(source, wrong):
    found = [said for _line, said in faults(source)]
    assert (len(found), wrong in "".join(found)) == (bool(wrong), True)
