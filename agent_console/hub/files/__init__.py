"""Files that customers and agents send: taken in pieces, kept under own names, fetched by HTTP."""
