"""Everything that onrecord raises on purpose.

    OnRecordError
    ├── InputError      the caller's text, file or manifest: mend the input
    ├── ConfigError     an option, a setting or a name that does not exist: mend the call
    ├── StoreError      the record on disk or behind an endpoint: mend or restore the record
    │   └── PlaceError  there is no record, or another one: mend the call
    ├── QueryError      a query that cannot be parsed: mend the query
    │   └── StoppedError  it was stopped at its limit: narrow it or give it more time
    └── DamagedError    a file that belongs to onrecord is missing or altered: install again

Messages name the value, the place and the remedy. The class is picked by what the caller can do about it.
"""


class OnRecordError(Exception):
    """Root of the errors that onrecord raises on purpose."""


class InputError(OnRecordError):
    """A text, file or manifest cannot be read."""


class ConfigError(OnRecordError):
    """An option, a setting or a name does not exist or does not fit."""


class StoreError(OnRecordError):
    """A record cannot be opened, read or written; what it held stays whole."""


class PlaceError(StoreError):
    """A place holds no record, or one that does not fit the call."""


class QueryError(OnRecordError):
    """A query cannot be parsed, has an unbound parameter, or was stopped at its limit."""


class StoppedError(QueryError):
    """A query was stopped at its limit of time or memory."""


class DamagedError(OnRecordError):
    """A file that onrecord ships is missing or does not match its checksum."""
