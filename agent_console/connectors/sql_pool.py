"""A few connections to one database, and none of its words about customers in any log."""

import logging
from datetime import timedelta

import sqlalchemy

CONNECTIONS = 3
"""How many queries of one connector may run at once."""


def pooled(url: sqlalchemy.URL, limit: timedelta, **options: object) -> sqlalchemy.Engine:
    """Return an engine; `options` are those of `sqlalchemy.create_engine`."""
    # At DEBUG it would log whole rows, which are about customers.
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)
    return sqlalchemy.create_engine(
        url,
        poolclass=sqlalchemy.QueuePool,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=limit.total_seconds(),
        # What is bound is about them, too, and has no place in the text of an error.
        hide_parameters=True,
        **options,
    )
