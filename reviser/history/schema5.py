"""What migration 5 adds: what follows from the events, kept for reading (digest.py): which proposals were on offer, and
which decision about each is in force. It can be thrown away and made again. It never changes."""

STATEMENTS = (
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
    "CREATE INDEX round_digests_by_document ON round_digests (document_id)",
    "CREATE INDEX round_digests_by_base ON round_digests (base_hash)",
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
