"""What `make demo` asks can be asked: its commands name queries, columns and actors that exist."""

from __future__ import annotations

import re
from pathlib import Path

from graph.query import Table, ask, named
from graph.store import Store

MAKEFILE = Path(__file__).resolve().parents[1] / "Makefile"
_QUERY = re.compile(r"onrecord query \S+ (\S+) --param (\S+)=(\S+) --columns (\S+)")


def test_the_question_of_the_demo_has_an_answer(sample_record: Path) -> None:
    """The named query is there, has the columns that are shown, and the sample answers it."""
    name, parameter, value, columns = _QUERY.findall(MAKEFILE.read_text(encoding="utf-8"))[0]
    with Store.open(sample_record) as store:
        answer = ask(store, named(name), {parameter: value})
    assert isinstance(answer, Table)
    assert set(columns.split(",")) <= set(answer.columns)
    assert len(answer.rows) > 3
