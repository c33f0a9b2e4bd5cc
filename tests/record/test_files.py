"""What a file is, its bytes say: an archive is Office only by what is in it, and a torn one is none."""
import io
import zipfile

import pytest

from record.errors import Invalid
from record.files import keep

OFFICE = "application/vnd.openxmlformats-officedocument"


def archive(*parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for part in parts:
            made.writestr(part, "x" * 50)
    return out.getvalue()


@pytest.mark.parametrize(("parts", "kind"), [
    (["notes.txt"], "application/zip"),
    (["[Content_Types].xml", "word/document.xml"], f"{OFFICE}.wordprocessingml.document"),
    (["[Content_Types].xml", "xl/workbook.xml"], f"{OFFICE}.spreadsheetml.sheet"),
    (["[Content_Types].xml", "ppt/presentation.xml"], f"{OFFICE}.presentationml.presentation"),
])  # fmt: skip
def test_an_archive_is_what_is_in_it_whatever_its_name(db, parts, kind):
    assert keep(io.BytesIO(archive(*parts)), "report.docx").type == kind


@pytest.mark.parametrize("content", [
    pytest.param(archive("notes.txt")[:40], id="torn"),
    pytest.param(archive("word/document.xml", "word/vbaProject.bin"), id="macros"),
    pytest.param(b"PK\x03\x04", id="begun"),
])  # fmt: skip
def test_a_torn_archive_and_one_with_macros_are_refused_at_the_file(db, content):
    with pytest.raises(Invalid) as refused:
        keep(io.BytesIO(content), "report.docx")
    assert refused.value.field == "file"
