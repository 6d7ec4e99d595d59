"""The tables as the first migration makes them, in plain SQL for whoever opens the file with sqlite3 or Datasette.

This file belongs to migration 1: it never changes. What comes later is a later migration's. Texts are TEXT, except
those with lone surrogates (bytes that no encoding explained), which SQLite's UTF-8 cannot hold: those are BLOBs.
"""

_TABLES = (
    """CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path TEXT UNIQUE, -- absolute, without links; NULL where it was never saved or another took its place
        title TEXT NOT NULL,
        format TEXT NOT NULL,
        encoding TEXT NOT NULL,
        bom BLOB NOT NULL,
        created_at REAL NOT NULL -- UNIX seconds, as all times here
    )""",
    """CREATE TABLE texts (
        hash TEXT PRIMARY KEY, -- SHA-256 of the UTF-8, in hexadecimal
        text TEXT NOT NULL
    )""",
    """CREATE TABLE rounds (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents (id),
        name TEXT NOT NULL, -- the round's id in the program and in exports
        reviser TEXT NOT NULL,
        instruction TEXT NOT NULL,
        UNIQUE (document_id, name)
    )""",
    """CREATE TABLE events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, -- the order; never the clock's
        document_id INTEGER NOT NULL REFERENCES documents (id),
        at REAL NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('opened', 'changed', 'round-started', 'arrived', 'remarked', 'round-ended',
            'decided', 'words-added', 'rule-set', 'stopped', 'undone', 'redone')),
        round_id INTEGER REFERENCES rounds (id),
        target_seq INTEGER REFERENCES events (seq), -- what an undo or redo is about
        text_hash TEXT REFERENCES texts (hash), -- opened
        origin TEXT, -- changed: typed or outside
        outcome TEXT, -- round-ended: complete, failed or cancelled
        message TEXT, -- round-ended: why
        source TEXT, -- decided: person, rule, import or simulated
        annotator TEXT, -- decided
        elapsed_s REAL, -- decided: seconds since the first was looked at
        words TEXT, -- words-added: a JSON list
        rule TEXT, -- rule-set
        silenced INTEGER, -- rule-set: 1 silenced, 0 speaks again
        reason TEXT -- stopped
    )""",
    """CREATE TABLE proposals (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL REFERENCES events (seq),
        round_id INTEGER NOT NULL REFERENCES rounds (id),
        number INTEGER NOT NULL, -- from 0 in its round
        type TEXT NOT NULL, -- A add, D delete, R replace
        start_char_pos INTEGER NOT NULL, -- code points into the round's base
        end_char_pos INTEGER NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        intent TEXT NOT NULL,
        reviser TEXT NOT NULL,
        rule TEXT NOT NULL,
        explanation TEXT NOT NULL,
        confidence REAL NOT NULL,
        anchor TEXT NOT NULL,
        alternatives TEXT NOT NULL, -- a JSON list of texts
        risk TEXT NOT NULL, -- a JSON list of [kind, message]
        group_name TEXT NOT NULL,
        word TEXT NOT NULL,
        form TEXT NOT NULL,
        UNIQUE (round_id, number)
    )""",
    """CREATE TABLE decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order of deciding
        seq INTEGER NOT NULL REFERENCES events (seq),
        proposal_id INTEGER NOT NULL REFERENCES proposals (id),
        verdict TEXT NOT NULL, -- accept, reject, rewrite, or undecided again
        after TEXT, -- the text applied, where it is not the proposed one
        reason TEXT NOT NULL
    )""",
    """CREATE TABLE changes (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL REFERENCES events (seq),
        start_char_pos INTEGER NOT NULL, -- code points into the text as it then stood
        end_char_pos INTEGER NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL
    )""",
    """CREATE TABLE remarks (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL REFERENCES events (seq),
        start_char_pos INTEGER NOT NULL, -- code points into the round's base
        end_char_pos INTEGER NOT NULL,
        message TEXT NOT NULL,
        reviser TEXT NOT NULL,
        rule TEXT NOT NULL
    )""",
    """CREATE TABLE results (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL REFERENCES events (seq), -- the event that closed the round
        round_id INTEGER NOT NULL REFERENCES rounds (id),
        result_hash TEXT NOT NULL REFERENCES texts (hash), -- the round's base with its accepted edits
        text_hash TEXT NOT NULL REFERENCES texts (hash) -- what the next round begins from
    )""",
    """CREATE TABLE saves (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents (id),
        at REAL NOT NULL,
        text_hash TEXT NOT NULL REFERENCES texts (hash)
    )""",
    "CREATE TABLE words (word TEXT PRIMARY KEY, added_at REAL NOT NULL)",
    """CREATE TABLE places (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id),
        caret INTEGER NOT NULL, -- code points
        proposal TEXT NOT NULL, -- the selected proposal's id, or empty
        top INTEGER NOT NULL -- the first character in view, in code points
    )""",
)

_INDEXES = (
    "CREATE INDEX events_by_document ON events (document_id)",
    "CREATE INDEX events_by_target ON events (target_seq) WHERE target_seq IS NOT NULL",
    "CREATE INDEX events_by_round ON events (round_id) WHERE round_id IS NOT NULL",
    "CREATE INDEX events_by_text ON events (text_hash) WHERE text_hash IS NOT NULL",
    "CREATE INDEX proposals_by_event ON proposals (seq)",
    "CREATE INDEX decisions_by_event ON decisions (seq)",
    "CREATE INDEX decisions_by_proposal ON decisions (proposal_id)",
    "CREATE INDEX changes_by_event ON changes (seq)",
    "CREATE INDEX remarks_by_event ON remarks (seq)",
    "CREATE INDEX results_by_event ON results (seq)",
    "CREATE INDEX results_by_round ON results (round_id)",
    "CREATE INDEX results_by_result ON results (result_hash)",
    "CREATE INDEX results_by_text ON results (text_hash)",
    "CREATE INDEX saves_by_text ON saves (text_hash)",
    "CREATE INDEX saves_by_document ON saves (document_id)",
)

_VIEWS = (
    # What was undone and not redone since.
    """CREATE VIEW undone_events AS
        SELECT target_seq AS seq FROM (
            SELECT target_seq, kind, max(seq) FROM events WHERE target_seq IS NOT NULL GROUP BY target_seq
        ) WHERE kind = 'undone'""",
    """CREATE VIEW undone_rounds AS
        SELECT round_id AS id FROM events
        WHERE kind = 'round-started' AND seq IN (SELECT seq FROM undone_events)""",
    # Everything of an undone round is out of force with it. Undo and redo themselves are not listed.
    """CREATE VIEW events_in_force AS
        SELECT * FROM events
        WHERE kind NOT IN ('undone', 'redone')
            AND seq NOT IN (SELECT seq FROM undone_events)
            AND (round_id IS NULL OR round_id NOT IN (SELECT id FROM undone_rounds))""",
    # The last decision in force about each proposal.
    """CREATE VIEW decisions_in_force AS
        SELECT d.id, d.seq, e.at, e.document_id, r.name || ':' || p.number AS proposal, r.name AS round, r.reviser,
            p.type, p.start_char_pos, p.end_char_pos, p.before, p.after AS proposed_after,
            CASE WHEN d.verdict IN ('accept', 'rewrite') THEN coalesce(d.after, p.after) END AS applied_after,
            p.intent, p.rule, d.verdict, d.reason, e.source, e.annotator, e.elapsed_s, d.proposal_id
        FROM (
            SELECT max(d.id) AS id FROM decisions d
            WHERE d.seq NOT IN (SELECT seq FROM undone_events) GROUP BY d.proposal_id
        ) AS last
        JOIN decisions d ON d.id = last.id
        JOIN events e ON e.seq = d.seq
        JOIN proposals p ON p.id = d.proposal_id
        JOIN rounds r ON r.id = p.round_id
        WHERE p.round_id NOT IN (SELECT id FROM undone_rounds)""",
)

_APPEND_ONLY = (
    "texts", "rounds", "events", "proposals", "decisions", "changes", "remarks", "results", "saves",
)  # fmt: skip

_TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
    " BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END"
    for table in _APPEND_ONLY
    for action in ("UPDATE", "DELETE")
)

STATEMENTS = _TABLES + _INDEXES + _VIEWS + _TRIGGERS
