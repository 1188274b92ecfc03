"""Texts, folders, pages and manifests become documents; what is bad among them is named and costs nothing else."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ingest import Reader, read
from graph.ingest.sources import find
from graph.model import Document, Problem

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
TEXT = "The mayor said on Monday that the ferry would sail again before the end of the week.\n"
FRENCH = (
    "Le maire a déclaré lundi que le bac reprendrait la mer avant la fin de la semaine, "
    "mais les pilotes ne sont pas d’accord avec lui et demandent un meilleur contrat.\n"
)


def split(paths: list[str], stdin: bytes | None = None) -> tuple[list[Document], list[Problem]]:
    found = list(read(paths, stdin))
    documents = [each for each in found if isinstance(each, Document)]
    return documents, [each for each in found if isinstance(each, Problem)]


def put(folder: Path, **files: str | bytes) -> str:
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("_", ".")).write_bytes(data)
    return str(folder)


def test_the_text_is_the_file_character_by_character(tmp_path: Path) -> None:
    """Offsets are those of the file: line ends are not translated, spaces not trimmed."""
    words = "  Heading \r\n\r\nThe mayor said “no” to the ferry on Monday.\r\n\r\n"
    documents, problems = split([put(tmp_path, a_txt=words) + "/a.txt"])
    assert documents[0].text == words
    assert problems == []


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    """So that the same folder gives the same record on every machine."""
    (tmp_path / "sub").mkdir()
    put(tmp_path, b_txt=TEXT + "b", a_txt=TEXT + "a", notes_md="not a text of the corpus")
    put(tmp_path / "sub", a_txt=TEXT + "c")
    documents, problems = split([str(tmp_path)])
    assert [d.text[-1] for d in documents] == ["a", "b", "c"]
    assert [d.name for d in documents] == ["a-txt", "b", "sub-a-txt"]
    assert problems == []


def test_other_files_of_a_folder_are_passed_over_and_said(tmp_path: Path) -> None:
    """A picture in the folder is no error, but it is not silently skipped either."""
    documents, problems = split([put(tmp_path, a_txt=TEXT, b_jpg=b"\xff\xd8\xff")])
    assert len(documents) == 1
    assert [p.code for p in problems] == ["passed-over"]
    assert ".jpg" in problems[0].message


def test_the_sample_is_ten_documents_with_metadata() -> None:
    """The folder's manifest gives outlet and day; titles that it leaves out are read off the texts."""
    documents, problems = split([str(SAMPLE)])
    assert problems == []
    assert len(documents) == 10
    assert all(d.publisher and d.published and d.url and d.title for d in documents)
    by_name = {d.name: d for d in documents}
    assert (
        by_name["dam-summit-morning-ledger"].title == "Hungary’s parliament buries the flood money"
    )
    assert by_name["dam-summit-morning-ledger"].author == "Agathe Brinkmeyer"
    assert by_name["dam-summit-lowland-courier"].credits == ("CONTINENTAL PRESS",)
    assert by_name["dam-summit-continental-wire"].credits == ()  # its own dateline
    assert by_name["vaccine-conference-savanna-standard"].credits == ("Meridian News",)


def test_both_manifests_of_the_sample_say_the_same() -> None:
    """CSV and JSONL give equal documents."""
    from_csv, _ = split([str(SAMPLE / "manifest.csv")])
    from_jsonl, _ = split([str(SAMPLE / "manifest.jsonl")])
    assert from_csv == from_jsonl


def test_standard_input_is_a_document() -> None:
    """`-` reads what is piped in."""
    documents, problems = split(["-"], TEXT.encode())
    assert (documents[0].name, documents[0].text, problems) == ("stdin", TEXT, [])


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "empty", "empty"),
        (b" \n\t\r\n", "empty", "no words"),
        (b"\x00\x01\x02\x03" * 50, "encoding", "zero bytes"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "encoding", "picture"),
        (FRENCH.encode(), "language", "'fr'"),
        (FRENCH.encode("cp1252"), "language", "'fr'"),
        (("word " * 1_000_000).encode(), "too-long", "5,000,000 characters"),
        (b"a" * 5_000_000, "too-long", "5,000,000 characters"),
        (b"<!doctype html><html><body></body></html>", "format", "page without an article"),
        (b"%PDF-1.4 broken", "format", "PDF"),
        (b"Subscribe to our newsletter today and never miss a story.\n", "empty", "advertisements"),
    ],
)
def test_one_bad_text_among_ten_costs_nothing_but_itself(
    tmp_path: Path, content: bytes, code: str, says: str
) -> None:
    """Nine documents, and one problem that names the file and what to do."""
    for number in range(9):
        (tmp_path / f"good-{number}.txt").write_text(TEXT + str(number), "utf-8")
    (tmp_path / "bad.txt").write_bytes(content)
    documents, problems = split([str(tmp_path)])
    assert len(documents) == 9
    assert [p.code for p in problems] == [code]
    assert says in problems[0].message
    assert "bad.txt" in problems[0].message
    assert ":" in problems[0].message  # the remedy


def test_a_line_of_fifty_megabytes_is_refused_in_words(tmp_path: Path) -> None:
    """It is neither read nor does it bring the machine down."""
    (tmp_path / "long.txt").write_bytes(b"The dam holds and " * 2_900_000)
    documents, problems = split([str(tmp_path)])
    assert documents == []
    assert [p.code for p in problems] == ["too-long"]


def test_two_files_with_the_same_text_are_both_kept_and_named(tmp_path: Path) -> None:
    """One may be a mistake, so it is said; neither is lost, and their ids differ."""
    documents, problems = split([put(tmp_path, a_txt=TEXT, b_txt=TEXT)])
    assert len({d.id for d in documents}) == 2
    assert [p.code for p in problems] == ["duplicate"]
    assert "a.txt" in problems[0].message and "b.txt" in problems[0].message


def test_the_same_words_in_two_outlets_are_no_mistake(tmp_path: Path) -> None:
    """That is what wire copies are."""
    rows = [{"text": TEXT, "publisher": outlet} for outlet in ("The Quay", "The Lock")]
    (tmp_path / "m.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    documents, problems = split([str(tmp_path / "m.jsonl")])
    assert len({d.id for d in documents}) == 2
    assert problems == []


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    """`onrecord build a.txt a.txt` holds one document."""
    put(tmp_path, a_txt=TEXT)
    path = str(tmp_path / "a.txt")
    assert len(split([path, path])[0]) == 1


@pytest.fixture
def lock(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Makes a folder one that may not be entered, for root as well."""

    def locked(folder: Path) -> None:
        listing, telling = os.scandir, Path.stat

        def scandir(where: str) -> object:
            if Path(where) == folder:
                raise PermissionError(13, "Permission denied", str(where))
            return listing(where)

        def stat(path: Path, **how: bool) -> os.stat_result:
            if folder in path.parents:
                raise PermissionError(13, "Permission denied", str(path))
            return telling(path, **how)

        monkeypatch.setattr(os, "scandir", scandir)
        monkeypatch.setattr(Path, "stat", stat)

    return locked


@pytest.mark.parametrize("given", ["", "closed", "closed/b.txt"])
def test_a_folder_that_may_not_be_entered_costs_nothing_but_itself(
    tmp_path: Path, lock: Callable[[Path], None], given: str
) -> None:
    """It is named with the remedy, and the texts beside it are read: below the folder given, given itself, or a file in it."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "b.txt").write_text(TEXT)
    put(tmp_path, a_txt=TEXT)
    lock(tmp_path / "closed")
    paths = [str(tmp_path / given)] if given else []
    documents, (problem,) = split([*paths, str(tmp_path / "a.txt" if given else tmp_path)])
    assert [d.name for d in documents] == ["a"]
    assert "closed" in problem.message and "Permission denied" in problem.message
    assert "leave it out" in problem.message


@pytest.mark.parametrize("path", ["a" * 300, "a\0b"])
def test_what_is_no_path_is_named(tmp_path: Path, path: str) -> None:
    """A name that no file can have is a problem, and the next path is read."""
    put(tmp_path, a_txt=TEXT)
    documents, problems = split([path, str(tmp_path / "a.txt")])
    assert len(documents) == len(problems) == 1


def test_a_missing_path_and_an_address_are_named() -> None:
    """Nothing is fetched, and nothing is made up."""
    documents, problems = split(["no/such/file.txt", "https://quay.example/a"])
    assert documents == []
    assert [p.code for p in problems] == ["missing", "missing"]
    assert "download" in problems[1].message


def test_a_web_page_gives_its_article_and_its_metadata(tmp_path: Path) -> None:
    """Navigation and scripts are gone; title, day and outlet come from the page."""
    page = f"""<!doctype html><html lang="en"><head><title>Ferry sails - The Quay</title>
    <meta property="og:title" content="Ferry sails again"><meta property="og:site_name" content="The Quay">
    <meta property="article:published_time" content="2025-03-03T08:00:00+01:00"></head>
    <body><nav><a href="/">Home</a></nav><article><h1>Ferry sails again</h1>
    <p>{TEXT * 3}</p><p>{TEXT * 2} Nobody had expected it so soon.</p></article><script>alert(1)</script></body></html>"""
    (tmp_path / "page.html").write_text(page, "utf-8")
    documents, problems = split([str(tmp_path / "page.html")])
    assert problems == []
    assert "Nobody had expected it" in documents[0].text
    assert "alert" not in documents[0].text
    assert (documents[0].publisher, str(documents[0].published)) == ("The Quay", "2025-03-03")


_PARAGRAPHS = f"<p>{TEXT * 3}</p><p>Nobody had expected it so soon.</p>"


@pytest.mark.parametrize(
    "page",
    [
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>Ferry</title></head><body>{_PARAGRAPHS}</body></html>",
        f'<div class="article"><h1>Ferry</h1>{_PARAGRAPHS}</div>',
        f"<!-- saved from a page -->\n<meta charset='utf-8'><title>Ferry</title>{_PARAGRAPHS}",
    ],
    ids=["xhtml", "part of a page", "no html tag"],
)
def test_a_page_may_begin_with_a_declaration_or_be_a_part(tmp_path: Path, page: str) -> None:
    """Of a file that is called .html no tag is read as words of the text."""
    (tmp_path / "page.html").write_text(page, "utf-8")
    (document,), problems = split([str(tmp_path / "page.html")])
    assert problems == []
    assert "Nobody had expected it" in document.text
    assert "<" not in document.text


def test_a_text_with_a_tag_in_it_is_a_text(tmp_path: Path) -> None:
    """In a file that is called .txt tags are words, and in one called .html a text without tags is a text."""
    put(tmp_path, a_txt=f"<p>{TEXT}", b_html=f"Less is more: 3 < 5.\n{TEXT}")
    documents, problems = split([str(tmp_path)])
    assert problems == []
    assert [d.text[:3] for d in documents] == ["<p>", "Les"]


def test_a_page_beyond_what_is_read_is_too_long(tmp_path: Path) -> None:
    """It is not said to hold no article."""
    (tmp_path / "page.html").write_text(f"<html><body><p>{'Boats. ' * 3_000_000}</p>", "utf-8")
    _, (problem,) = split([str(tmp_path / "page.html")])
    assert problem.code == "too-long"


# --- manifests ----------------------------------------------------------------------------------


def manifest(folder: Path, rows: str) -> tuple[list[Document], list[Problem]]:
    for number in (1, 2, 3):
        (folder / f"{number}.txt").write_text(TEXT + str(number), "utf-8")
    (folder / "list.csv").write_text(rows, "utf-8")
    return split([str(folder / "list.csv")])


def test_a_row_whose_file_is_missing_is_named_by_its_number(tmp_path: Path) -> None:
    """The header is row 1, as in a spreadsheet."""
    documents, problems = manifest(tmp_path, "path,title\n1.txt,One\ngone.txt,Two\n3.txt,Three\n")
    assert [d.title for d in documents] == ["One", "Three"]
    assert [p.code for p in problems] == ["missing"]
    assert "row 3" in problems[0].message and "gone.txt" in problems[0].message


def test_an_unclosed_quotation_mark_costs_one_row(tmp_path: Path) -> None:
    """It does not swallow the rows below it."""
    documents, problems = manifest(tmp_path, 'path,title\n1.txt,"One\n2.txt,Two\n3.txt,Three\n')
    assert [d.title for d in documents] == ["Two", "Three"]
    assert [p.code for p in problems] == ["manifest"]
    assert "row 2" in problems[0].message


@pytest.mark.parametrize(
    ("cells", "field", "says"),
    [
        ("title,published\n1.txt,One,31/02/2025\n", "published", "31/02/2025"),
        ("title,published\n1.txt,One,03/04/2025\n", "published", "03/04/2025"),
        ("title,url\n1.txt,One,javascript:alert(1)\n", "url", "javascript"),
        ("title,url\n1.txt,One,http://[broken\n", "url", "broken"),
        (f"title,publisher\n1.txt,One,{'x' * 200_000}\n", "publisher", "200,000 characters"),
    ],
)
def test_a_cell_that_does_not_hold_is_left_out_and_named(
    tmp_path: Path, cells: str, field: str, says: str
) -> None:
    """The document is read without it."""
    documents, problems = manifest(tmp_path, "path," + cells)
    assert documents[0].title == "One"
    assert getattr(documents[0], field) is None
    assert [p.code for p in problems] == ["metadata"]
    assert says in problems[0].message and "row 2" in problems[0].message


def test_columns_come_in_any_order_case_and_separator(tmp_path: Path) -> None:
    """European spreadsheets write semicolons and a byte order mark."""
    rows = "\ufeffTitle;Notes;PATH;Published\nOne;seen;1.txt;2025-03-03\n"
    documents, problems = manifest(tmp_path, rows)
    assert [(d.title, str(d.published)) for d in documents] == [("One", "2025-03-03")]
    assert problems == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_manifest_saved_in_another_unicode_encoding_is_read(
    tmp_path: Path, encoding: str
) -> None:
    """Spreadsheets save "Unicode text" as UTF-16, whose line end is two bytes: it is not cut in half."""
    (tmp_path / "1.txt").write_text(TEXT)
    rows = "path,title,publisher\n1.txt,One more ferry,Harbour Gazette\n"
    (tmp_path / "manifest.csv").write_bytes(rows.encode(encoding))
    documents, problems = split([str(tmp_path / "manifest.csv")])
    assert problems == []
    assert [d.title for d in documents] == ["One more ferry"]


def test_a_manifest_without_path_or_text_says_what_it_found(tmp_path: Path) -> None:
    """The message shows the first line, so that the mistake is seen."""
    documents, problems = manifest(tmp_path, "file,headline\n1.txt,One\n")
    assert documents == []
    assert "file,headline" in problems[0].message


def test_bad_lines_of_jsonl_cost_only_themselves(tmp_path: Path) -> None:
    """Broken JSON, a list, a bottomless nesting, an empty object: each is named by its row."""
    good = json.dumps({"text": TEXT, "title": "One \ud800"})
    lines = ["{broken", "[1, 2]", "[" * 100_000, "{}", good, "null"]
    (tmp_path / "m.jsonl").write_text("\n".join(lines), "utf-8")
    documents, problems = split([str(tmp_path / "m.jsonl")])
    assert [d.title for d in documents] == ["One \ufffd"]
    assert [p.code for p in problems] == ["manifest"] * 5


def test_a_name_in_a_manifest_cannot_lead_out_of_a_folder(tmp_path: Path) -> None:
    """It becomes the stem of a file that `extract` writes."""
    row = json.dumps({"text": TEXT, "name": "../../etc/passwd"})
    (tmp_path / "m.jsonl").write_text(row, "utf-8")
    documents, _ = split([str(tmp_path / "m.jsonl")])
    assert "/" not in documents[0].name and not documents[0].name.startswith(".")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_crash_a_manifest(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever is in the file, there are documents and problems, and no exception."""
    folder = tmp_path_factory.mktemp("manifest")
    for name in ("m.csv", "m.jsonl"):
        (folder / name).write_bytes(b"path,title\n" + data if name.endswith("csv") else data)
        for found in read([str(folder / name)]):
            assert isinstance(found, Document | Problem)


def test_ids_do_not_depend_on_the_folder(tmp_path: Path) -> None:
    """The same text is the same document wherever it lies."""
    ids = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        put(tmp_path / name, a_txt=TEXT)
        ids.append(split([str(tmp_path / name)])[0][0].id)
    assert ids[0] == ids[1]


def test_many_rows_are_read_one_at_a_time(tmp_path: Path) -> None:
    """The reader hands out the first document before it has looked at the last row."""
    with (tmp_path / "m.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["text", "title"])
        for number in range(1000):
            rows.writerow([f"{TEXT} {number}", f"No. {number}"])
    found = Reader().read(find([str(tmp_path / "m.csv")]))
    first = next(found)
    assert isinstance(first, Document) and first.title == "No. 0"


def test_a_manifest_may_give_mentions_of_actors(tmp_path: Path) -> None:
    """As offsets of the text, in JSONL and in CSV alike; those that are no words of it are named."""
    text = "Ada Lund opened the harbour on Monday, and the mayor thanked her at length in her own words."
    row = {"text": text, "name": "a", "mentions": [[0, 8], [43, 52], [400, 410]]}
    (tmp_path / "m.jsonl").write_text(json.dumps(row), "utf-8")
    (tmp_path / "m.csv").write_text(f'text,name,mentions\n"{text}",a,0-8 43-52 x-1\n', "utf-8")
    for name, wrong in (("m.jsonl", "400-410"), ("m.csv", "x-1")):
        documents, problems = split([str(tmp_path / name)])
        assert [s.of(text) for s in documents[0].mentions] == ["Ada Lund", "the mayor"]
        assert len(problems) == 1 and wrong in problems[0].message
