"""The tables of schema 8, which the first migration creates, in plain SQL for readers with sqlite3 or Datasette. Older
schemas were never released.

This file never changes; later changes are migrations. Texts are TEXT, except those with lone surrogates (bytes that no
encoding explained), which are BLOBs because SQLite's UTF-8 cannot hold them."""

_TABLES = (
    """CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path TEXT UNIQUE, -- absolute, without links; NULL where it was never saved or another took its place
        title TEXT NOT NULL,
        format TEXT NOT NULL,
        encoding TEXT NOT NULL,
        bom BLOB NOT NULL,
        created_at REAL NOT NULL, -- UNIX seconds, as all times here
        archived_at REAL, -- NULL while it is not; set and cleared, not appended
        deleted_at REAL -- as archived_at: it waits to be purged
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
        strategy TEXT NOT NULL DEFAULT '',
        style_sheet TEXT NOT NULL DEFAULT '',
        source_hash TEXT REFERENCES texts (hash), -- what the round had to stay true to
        UNIQUE (document_id, name)
    )""",
    """CREATE TABLE events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, -- the order; never the clock's
        document_id INTEGER NOT NULL REFERENCES documents (id),
        at REAL NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('opened', 'changed', 'round-started', 'arrived', 'remarked', 'round-ended',
            'decided', 'words-added', 'rule-set', 'asked', 'locked', 'unlocked', 'restored', 'redecided', 'stopped',
            'undone', 'redone')),
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
        reason TEXT, -- stopped
        start_char_pos INTEGER, -- locked, unlocked: code points of the text at that time
        end_char_pos INTEGER,
        restored_seq INTEGER REFERENCES events (seq), -- restored: the event after which the document stood so
        continues INTEGER -- changed: 1 where the person typed on; one step back takes back the change before as well
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
    """CREATE TABLE requests (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL REFERENCES events (seq),
        round_id INTEGER NOT NULL REFERENCES rounds (id),
        server TEXT NOT NULL,
        model TEXT NOT NULL,
        purpose TEXT NOT NULL, -- propose, criticise, choose …
        prompt TEXT NOT NULL, -- the prompts' version
        sent_hash TEXT NOT NULL REFERENCES texts (hash), -- without keys or headers
        received_hash TEXT NOT NULL REFERENCES texts (hash),
        tokens_in INTEGER, -- the server's own figures, NULL where it gave none
        tokens_out INTEGER,
        tokens_cached INTEGER,
        seconds REAL NOT NULL,
        ended TEXT NOT NULL -- stop, length, refused, cancelled or failed
    )""",
    """CREATE TABLE imports (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE, -- SHA-256 of the save: what was imported before is not imported again
        at REAL NOT NULL,
        format TEXT NOT NULL,
        setting TEXT NOT NULL,
        annotator TEXT NOT NULL,
        document TEXT NOT NULL, -- as the dataset calls it
        depth INTEGER NOT NULL,
        saved TEXT NOT NULL, -- ISO 8601, or empty
        document_id INTEGER REFERENCES documents (id), -- which it can be opened as; NULL where it has no text
        save TEXT NOT NULL -- JSON, with all edits and decisions as they were imported
    )""",
    # What the person wants of the next round in a document; replaced, not appended.
    """CREATE TABLE wishes (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id),
        wish TEXT NOT NULL -- JSON
    )""",
    """CREATE TABLE labels (
        seq INTEGER PRIMARY KEY REFERENCES events (seq), -- the point; a branch by the restored event that began it
        name TEXT NOT NULL
    )""",
    """CREATE TABLE queue (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL UNIQUE REFERENCES documents (id), -- the annotator's own session
        given_id INTEGER REFERENCES documents (id), -- the document that it was made from, where that is another
        annotator TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('to do', 'in work', 'done')),
        changed_at REAL NOT NULL
    )""",
    """CREATE TABLE merged (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id),
        key TEXT NOT NULL UNIQUE, -- SHA-256 of what the document is in the history that it came from
        source TEXT NOT NULL, -- that history's file
        at REAL NOT NULL
    )""",
    # A row here, inside one transaction, lets that transaction delete: for a document that is purged.
    "CREATE TABLE purging (document_id INTEGER NOT NULL)",
    # What follows from the events, kept for reading (digest/): which proposals were on offer, and which decision about
    # each is in force. It can be thrown away and made again.
    """CREATE TABLE digests (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id),
        seq INTEGER NOT NULL, -- the newest event that is in it; what came later is not
        rounds INTEGER NOT NULL, -- of the branch in hand
        pending INTEGER NOT NULL, -- proposals that wait for a decision
        stop TEXT NOT NULL -- why the loop ended; empty while it goes on
    )""",
    """CREATE TABLE round_digests (
        round_id INTEGER PRIMARY KEY REFERENCES rounds (id), -- in force, on any branch
        document_id INTEGER NOT NULL REFERENCES documents (id),
        depth INTEGER NOT NULL,
        at REAL NOT NULL, -- when it began
        base_hash TEXT NOT NULL REFERENCES texts (hash)
    )""",
    """CREATE TABLE standings (
        proposal_id INTEGER PRIMARY KEY REFERENCES proposals (id),
        standing TEXT NOT NULL, -- live (on offer), or why it was set aside
        decision_id INTEGER, -- the decision in force, of table decisions
        start_char_pos INTEGER, -- these three where a part of it was held back: what was on offer
        before TEXT,
        after TEXT
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
    "CREATE INDEX requests_by_event ON requests (seq)",
    "CREATE INDEX requests_by_round ON requests (round_id)",
    "CREATE INDEX requests_by_sent ON requests (sent_hash)",
    "CREATE INDEX requests_by_received ON requests (received_hash)",
    "CREATE INDEX rounds_by_source ON rounds (source_hash) WHERE source_hash IS NOT NULL",
    "CREATE INDEX imports_by_document ON imports (document_id) WHERE document_id IS NOT NULL",
    "CREATE INDEX events_by_restored ON events (restored_seq) WHERE restored_seq IS NOT NULL",
    "CREATE INDEX events_by_rule ON events (rule) WHERE rule IS NOT NULL",
    "CREATE INDEX queue_by_annotator ON queue (annotator, state)",
    "CREATE INDEX queue_by_given ON queue (given_id) WHERE given_id IS NOT NULL",
    "CREATE INDEX round_digests_by_document ON round_digests (document_id)",
    "CREATE INDEX round_digests_by_base ON round_digests (base_hash)",
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
    # An edit a row, as a person would ask for it.
    """CREATE VIEW edits AS
        SELECT t.title AS document, r.name AS round, g.depth, p.type,
            coalesce(s.start_char_pos, p.start_char_pos) AS start_char_pos, coalesce(s.before, p.before) AS before,
            coalesce(s.after, p.after) AS proposed, p.intent, p.reviser, p.rule, p.explanation, p.confidence,
            s.standing, CASE WHEN d.verdict = 'undecided' THEN NULL ELSE d.verdict END AS decision,
            CASE WHEN d.verdict IN ('accept', 'rewrite') THEN coalesce(d.after, s.after, p.after) END AS applied,
            d.reason, e.annotator, e.source, e.at AS decided_at, e.elapsed_s, g.at AS round_began_at,
            p.id AS proposal_id, g.round_id, g.document_id
        FROM round_digests g
        JOIN documents t ON t.id = g.document_id
        JOIN rounds r ON r.id = g.round_id
        JOIN proposals p ON p.round_id = g.round_id
        JOIN standings s ON s.proposal_id = p.id
        LEFT JOIN decisions d ON d.id = s.decision_id
        LEFT JOIN events e ON e.seq = d.seq""",
)

_APPEND_ONLY = (
    "texts", "rounds", "events", "proposals", "decisions", "changes", "remarks", "results", "saves", "requests",
    "imports",
)  # fmt: skip

_UNLESS_PURGED = "WHEN NOT EXISTS (SELECT 1 FROM purging)"
_REFUSED = "BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END"
_TRIGGERS = tuple(
    statement
    for table in _APPEND_ONLY
    for statement in (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {_REFUSED}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {_UNLESS_PURGED} {_REFUSED}",
    )
)

# The index for searching. It has no texts of its own (content=''): what a row of it is made of is told by search_rows,
# and both can be thrown away and made again. It is filled from the background, event by event (search/indexing.py), so
# that neither a decision nor a migration waits for it.
_SEARCH = (
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

STATEMENTS = _TABLES + _INDEXES + _VIEWS + _TRIGGERS + _SEARCH
