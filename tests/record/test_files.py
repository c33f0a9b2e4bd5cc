"""What a file is, its bytes say: an archive is Office only by what is in it, and a torn one is none."""
import io
import struct
import zipfile
from urllib.parse import unquote

import pytest

from record.downloads import sent
from record.errors import Invalid, WrongState
from record.files import keep, path_of
from record.models import Blob

PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
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


@pytest.mark.parametrize(("name", "content", "sent_as"), [
    ("page.html", PNG, "page.html.png"),
    ("page.HTM", b"<script>alert(1)</script> as plain text", "page.HTM.txt"),
    ("Report.PDF", b"%PDF-1.7\n1 0 obj\n", "Report.PDF"),
    ("\u202egpj.exe", PNG, "\u202egpj.exe.png"),
    ("table.csv", b"a,b\n1,2\n", "table.csv"),
])  # fmt: skip
def test_a_file_leaves_as_what_it_is_whatever_it_was_called(db, name, content, sent_as):
    answer = sent(keep(io.BytesIO(content), name), name)
    assert unquote(answer["Content-Disposition"]) == f"attachment; filename*=UTF-8''{sent_as}"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == content


def test_a_file_that_is_gone_is_said_so(db):
    blob = keep(io.BytesIO(PNG), "gone.png")
    path_of(blob.sha256).unlink()
    with pytest.raises(WrongState):
        sent(blob, "gone.png")


def test_a_place_that_cannot_be_written_is_said_at_the_file(db, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILES_ROOT.write_text("in the way")
    with pytest.raises(Invalid, match="could not be stored"):
        keep(io.BytesIO(b"a,b\n"), "table.csv")


@pytest.mark.parametrize("counted", [60_000, 1])
def test_an_archive_of_countless_files_is_refused_before_its_index_is_read_whatever_it_says_of_itself(db, counted, monkeypatch):
    first = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    index = (struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, *[0] * 7, 1, *[0] * 6) + b"a") * 60_000
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, counted, counted, len(index), len(first), 0)
    assert len(zipfile.ZipFile(io.BytesIO(first + index + end)).namelist()) == 60_000
    monkeypatch.setattr(zipfile, "ZipFile", None)  # it is not even asked
    with pytest.raises(Invalid) as error:
        keep(io.BytesIO(first + index + end), "many.zip")
    assert "too many" in str(error.value.message) and not Blob.objects.exists()
