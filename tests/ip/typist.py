"""A person at the editor of formulas, in a browser without script: what the page shows is filled in, a button is pressed."""
from html.parser import HTMLParser


class Fields(HTMLParser):
    """Names and values of everything that the form would send, and the buttons that it has."""

    def __init__(self, html: str):
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.buttons: set[str] = set()
        self.names: set[str] = set()
        self._open, self._text = "", ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name", "")
        if tag == "button" and name == "do":
            self.buttons.add(given["value"])
        if not name or tag == "button":
            if tag == "option" and self._open and "selected" in given:
                self.sent[self._open] = [given.get("value", "")]
            return
        self.names.add(name)
        if tag == "input" and given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self.sent.setdefault(name, []).append(given.get("value", "on"))
        elif tag == "input":
            self.sent.setdefault(name, []).append(given.get("value", ""))
        elif tag in ("select", "textarea"):
            self._open, self._text = name, ""
            self.sent[name] = [""]

    def handle_data(self, data):
        self._text += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.sent[self._open] = [self._text.removeprefix("\n")]
        if tag in ("select", "textarea"):
            self._open = ""


class Typist:
    """`at.fill(head_name_en="Ours")`, `at.add("parties", name_en="School")`, `at.go("tiers")`, `at.press("save")`."""

    def __init__(self, client, url: str):
        self.client, self.url = client, url
        self._show(client.get(url))

    def _show(self, answer) -> None:
        self.answer = answer
        self.page = Fields(answer.content.decode()) if answer.status_code in (200, 422) else None

    @property
    def text(self) -> str:
        return self.answer.content.decode().replace("\u00a0", " ")

    def fill(self, prefix: str, **typed) -> "Typist":
        """What is typed into fields of one row, or of `head`; a field that the page does not show fails."""
        for name, value in typed.items():
            field = f"{prefix}-{name.replace('__', '.')}"
            assert field in self.page.names, f"{field} is not on the page: {sorted(self.page.names)}"
            self.page.sent[field] = value if isinstance(value, list) else [value]
        return self

    def press(self, button: str) -> "Typist":
        assert button in self.page.buttons, f"{button}: {sorted(self.page.buttons)}"
        self._show(self.client.post(self.url, {**self.page.sent, "do": button}))
        return self

    def add(self, rows: str, kind: str, **typed) -> "Typist":
        """A new last row, filled in; the row that a step begins with, where nothing was typed into it yet."""
        begun = self.page.sent[f"{rows}-count"] == ["1"] and not any(
            value for name, said in self.page.sent.items() if name.startswith(f"{rows}-0-") for value in said
        )
        if not begun:
            self.press(f"add:{rows}:{kind}")
        return self.fill(f"{rows}-{int(self.page.sent[f'{rows}-count'][0]) - 1}", **typed)

    def go(self, step: str) -> "Typist":
        self.press(f"go:{step}")
        assert self.answer.status_code == 200, self.text
        return self
