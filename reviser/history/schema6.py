"""What migration 6 adds: the index for searching. It never changes.

The index has no texts of its own (content=''): what a row of it is made of is told by search_rows, and both can be
thrown away and made again. It is filled from the background, event by event (indexing.py), so that neither a decision
nor this migration waits for it.
"""

STATEMENTS = (
    """CREATE TABLE search_rows (
        id INTEGER PRIMARY KEY, -- the rowid in search_index; what came later has larger ones
        seq INTEGER NOT NULL, -- the event that it came with
        kind TEXT NOT NULL, -- text, typed, edit, remark or instruction
        source_id INTEGER NOT NULL, -- edit: of proposals, typed: changes, remark: remarks, instruction: rounds,
            -- text: results, or 0 for the text of the event itself
        start_char_pos INTEGER, -- text: the passage, in code points; only what the text before it did not have
        end_char_pos INTEGER,
        decision_id INTEGER -- edit: the decision in force when it was written here
    )""",
    "CREATE INDEX search_rows_by_event ON search_rows (seq, source_id)",
    """CREATE TABLE search_days (
        day INTEGER PRIMARY KEY, -- since 1970
        first_id INTEGER NOT NULL, -- between these stand all rows of that day in search_rows
        last_id INTEGER NOT NULL
    )""",
    """CREATE TABLE search_done (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        seq INTEGER NOT NULL, -- every event up to this one is in the index
        parts INTEGER NOT NULL -- and so many rows of the next one
    )""",
    "INSERT INTO search_done VALUES (1, 0, 0)",
    # marks: what is filtered by, as words that nobody can type (filter_terms.py).
    """CREATE VIRTUAL TABLE search_index USING fts5(
        text, before, after, rewritten, explanation, reason, instruction, marks,
        content = '', tokenize = 'unicode61 remove_diacritics 2', prefix = '3 4 5'
    )""",
    # Whoever fills it merges its pieces, in small steps (indexing.py).
    "INSERT INTO search_index (search_index, rank) VALUES ('automerge', 0)",
)
