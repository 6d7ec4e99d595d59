-- A history as schema 9 wrote it (tests/history/sample.py). Never changed: it is what old files look like.
PRAGMA application_id = 1381389138;
PRAGMA user_version = 9;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'reviser','m008_rules','2026-11-29 16:29:29.147494+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'reviser','m009_round_settings','2026-11-29 16:29:29.156533+00:00');
CREATE TABLE changes (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL REFERENCES events (seq),
        start_char_pos INTEGER NOT NULL, -- code points into the text as it then stood
        end_char_pos INTEGER NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL
    );
INSERT INTO "changes" VALUES(1,12,30,30,'','very ');
INSERT INTO "changes" VALUES(2,26,3,6,'use','utilise');
INSERT INTO "changes" VALUES(3,28,0,2,'We','They');
INSERT INTO "changes" VALUES(4,29,0,0,'','“');
INSERT INTO "changes" VALUES(5,30,1,1,'','So ');
CREATE TABLE decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- in the order of deciding
        seq INTEGER NOT NULL REFERENCES events (seq),
        proposal_id INTEGER NOT NULL REFERENCES proposals (id),
        verdict TEXT NOT NULL, -- accept, reject, rewrite, or undecided again
        after TEXT, -- the text applied, where it is not the proposed one
        reason TEXT NOT NULL
    );
INSERT INTO "decisions" VALUES(1,7,1,'accept',NULL,'');
INSERT INTO "decisions" VALUES(2,7,2,'rewrite','the','');
INSERT INTO "decisions" VALUES(3,8,3,'accept',NULL,'');
INSERT INTO "decisions" VALUES(4,11,3,'reject',NULL,'no');
INSERT INTO "decisions" VALUES(5,18,4,'accept',NULL,'');
INSERT INTO "decisions" VALUES(6,26,1,'reject',NULL,'no');
CREATE TABLE digests (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id),
        seq INTEGER NOT NULL, -- the newest event that is in it; what came later is not
        rounds INTEGER NOT NULL, -- of the branch in hand
        pending INTEGER NOT NULL, -- proposals that wait for a decision
        stop TEXT NOT NULL -- why the loop ended; empty while it goes on
    );
CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path TEXT UNIQUE, -- absolute, without links; NULL where it was never saved or another took its place
        title TEXT NOT NULL,
        format TEXT NOT NULL,
        encoding TEXT NOT NULL,
        bom BLOB NOT NULL,
        created_at REAL NOT NULL, -- UNIX seconds, as all times here
        archived_at REAL, -- NULL while it is not; set and cleared, not appended
        deleted_at REAL -- as archived_at: it waits to be purged
    );
INSERT INTO "documents" VALUES(1,NULL,'sample','plain','utf-8',X'EFBBBF',7.0,NULL,NULL);
CREATE TABLE events (
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
    );
INSERT INTO "events" VALUES(1,1,7.0,'opened',NULL,NULL,'a9eae20ee054e39ef7ab509ccbbc942463821fbe66392485f0ebc7e1744dd127',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(2,1,7.0,'round-started',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(3,1,7.0,'arrived',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(4,1,7.0,'arrived',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(5,1,7.0,'remarked',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(6,1,7.0,'round-ended',1,NULL,NULL,NULL,'failed','It broke.',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(7,1,7.0,'decided',1,NULL,NULL,NULL,NULL,NULL,'person','me',0.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(8,1,7.0,'decided',1,NULL,NULL,NULL,NULL,NULL,'person','',1.5,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(9,1,7.0,'undone',NULL,8,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(10,1,7.0,'redone',NULL,8,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(11,1,7.0,'decided',1,NULL,NULL,NULL,NULL,NULL,'person','',0.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(12,1,7.0,'changed',NULL,NULL,NULL,'typed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(13,1,7.0,'words-added',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'["reviser", "naïve"]',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(14,1,7.0,'rule-set',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'plain/we',1,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(15,1,7.0,'round-started',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(16,1,7.0,'arrived',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(17,1,7.0,'round-ended',2,NULL,NULL,NULL,'complete','',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(18,1,7.0,'decided',2,NULL,NULL,NULL,NULL,NULL,'person','',0.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(19,1,7.0,'stopped',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'quit',NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(20,1,7.0,'locked',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,2,NULL,NULL);
INSERT INTO "events" VALUES(21,1,7.0,'round-started',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(22,1,7.0,'asked',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(23,1,7.0,'asked',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(24,1,7.0,'round-ended',3,NULL,NULL,NULL,'cancelled','It was cancelled.',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(25,1,7.0,'unlocked',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,1,NULL,NULL);
INSERT INTO "events" VALUES(26,1,7.0,'redecided',1,NULL,NULL,NULL,NULL,NULL,'person','me',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(27,1,7.0,'restored',NULL,NULL,NULL,NULL,NULL,'shorter',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,12,NULL);
INSERT INTO "events" VALUES(28,1,7.0,'changed',NULL,NULL,NULL,'branch',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(29,1,7.0,'changed',NULL,NULL,NULL,'typed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(30,1,7.0,'changed',NULL,NULL,NULL,'typed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1);
CREATE TABLE imports (
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
    );
INSERT INTO "imports" VALUES(1,'4b12bf954c0d3306aa4c6dc6aa8b2e43fee3d13445c42f74d340ea4cb29bf349',7.0,'r3','human_human','ann1','paper',2,'2022-02-17T21:20:03',NULL,'{"edits": []}');
CREATE TABLE labels (
        seq INTEGER PRIMARY KEY REFERENCES events (seq), -- the point; a branch by the restored event that began it
        name TEXT NOT NULL
    );
CREATE TABLE merged (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id),
        key TEXT NOT NULL UNIQUE, -- SHA-256 of what the document is in the history that it came from
        source TEXT NOT NULL, -- that history's file
        at REAL NOT NULL
    );
CREATE TABLE places (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id),
        caret INTEGER NOT NULL, -- code points
        proposal TEXT NOT NULL, -- the selected proposal's id, or empty
        top INTEGER NOT NULL -- the first character in view, in code points
    );
INSERT INTO "places" VALUES(1,4,'two:0',2);
CREATE TABLE proposals (
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
    );
INSERT INTO "proposals" VALUES(1,3,1,0,'R',3,10,'utilise','use','clarity','embedded','plain/utilize','Shorter.',0.9,'normalised','["employ"]','[["number", "4 became 5"]]','g','','use');
INSERT INTO "proposals" VALUES(2,3,1,1,'R',11,14,'teh','then','fluency','embedded','harper/SpellCheck','Spelling.',0.5,'exact','[]','[]','','teh','');
INSERT INTO "proposals" VALUES(3,4,1,2,'R',0,2,'We','I','style','embedded','plain/we','Person.',0.5,'exact','[]','[]','','','');
INSERT INTO "proposals" VALUES(4,16,2,0,'D',25,29,' was','','fluency','embedded','harper/Repeated','Twice.',0.5,'exact','[]','[]','','','');
CREATE TABLE purging (document_id INTEGER NOT NULL);
CREATE TABLE queue (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL UNIQUE REFERENCES documents (id), -- the annotator's own session
        given_id INTEGER REFERENCES documents (id), -- the document that it was made from, where that is another
        annotator TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('to do', 'in work', 'done')),
        changed_at REAL NOT NULL
    );
CREATE TABLE remarks (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL REFERENCES events (seq),
        start_char_pos INTEGER NOT NULL, -- code points into the round's base
        end_char_pos INTEGER NOT NULL,
        message TEXT NOT NULL,
        reviser TEXT NOT NULL,
        rule TEXT NOT NULL
    );
INSERT INTO "remarks" VALUES(1,5,0,22,'Long.','embedded','harper/Long');
CREATE TABLE requests (
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
    );
INSERT INTO "requests" VALUES(1,22,3,'here','small','propose','v-1','dda0cacba7c06921baada51760b5dc9db4cb8a71496620f46db33ca931f57417','44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',12,3,NULL,0.5,'stop');
INSERT INTO "requests" VALUES(2,23,3,'here','small','mend','v-1','dda0cacba7c06921baada51760b5dc9db4cb8a71496620f46db33ca931f57417','e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',NULL,NULL,NULL,0.25,'cancelled');
CREATE TABLE results (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL REFERENCES events (seq), -- the event that closed the round
        round_id INTEGER NOT NULL REFERENCES rounds (id),
        result_hash TEXT NOT NULL REFERENCES texts (hash), -- the round's base with its accepted edits
        text_hash TEXT NOT NULL REFERENCES texts (hash) -- what the next round begins from
    );
INSERT INTO "results" VALUES(1,15,1,'bfc190370222aa2baf6a61caee59b469658a184aa7967b00b72a4925b8a1224b','ed13dc2aec4a984f6d62e7846fc568cbb03e9cda75e4514c8691f211aa7c9e33');
INSERT INTO "results" VALUES(2,19,2,'d85856db8d19b3750dee1c72586518ee69e6a2f2e66c5ba1114eb05b04940121','d85856db8d19b3750dee1c72586518ee69e6a2f2e66c5ba1114eb05b04940121');
CREATE TABLE round_digests (
        round_id INTEGER PRIMARY KEY REFERENCES rounds (id), -- in force, on any branch
        document_id INTEGER NOT NULL REFERENCES documents (id),
        depth INTEGER NOT NULL,
        at REAL NOT NULL, -- when it began
        base_hash TEXT NOT NULL REFERENCES texts (hash)
    );
CREATE TABLE "round_settings" (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id),
        settings TEXT NOT NULL -- JSON
    );
CREATE TABLE rounds (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents (id),
        name TEXT NOT NULL, -- the round's id in the program and in exports
        reviser TEXT NOT NULL,
        instruction TEXT NOT NULL,
        strategy TEXT NOT NULL DEFAULT '',
        style_sheet TEXT NOT NULL DEFAULT '',
        source_hash TEXT REFERENCES texts (hash), -- what the round had to stay true to
        UNIQUE (document_id, name)
    );
INSERT INTO "rounds" VALUES(1,1,'one','embedded','Be brief.','','',NULL);
INSERT INTO "rounds" VALUES(2,1,'two','embedded','','','',NULL);
INSERT INTO "rounds" VALUES(3,1,'three','here:small','Be kind.','pinpoint','No jargon.','dbeb448afa61e49252549150255a6bbdfab4f853731e3fc8f2af2a449dc75025');
CREATE TABLE saves (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents (id),
        at REAL NOT NULL,
        text_hash TEXT NOT NULL REFERENCES texts (hash)
    );
INSERT INTO "saves" VALUES(1,1,7.0,'d85856db8d19b3750dee1c72586518ee69e6a2f2e66c5ba1114eb05b04940121');
CREATE TABLE search_days (
        day INTEGER PRIMARY KEY, -- since 1970
        first_id INTEGER NOT NULL, -- between these stand all rows of that day in search_rows
        last_id INTEGER NOT NULL
    );
CREATE TABLE search_done (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        seq INTEGER NOT NULL, -- every event up to this one is in the index
        parts INTEGER NOT NULL -- and so many rows of the next one
    );
INSERT INTO "search_done" VALUES(1,0,0);
PRAGMA writable_schema=ON;
INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','search_index','search_index',0,'CREATE VIRTUAL TABLE search_index USING fts5(
        text, before, after, rewritten, explanation, reason, instruction, marks,
        content = '''', tokenize = ''unicode61 remove_diacritics 2'', prefix = ''3 4 5''
    )');
CREATE TABLE 'search_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "search_index_config" VALUES('automerge',0);
INSERT INTO "search_index_config" VALUES('version',4);
CREATE TABLE 'search_index_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "search_index_data" VALUES(1,X'');
INSERT INTO "search_index_data" VALUES(10,X'00000001000000');
CREATE TABLE 'search_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE 'search_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE search_rows (
        id INTEGER PRIMARY KEY, -- the rowid in search_index; what came later has larger ones
        seq INTEGER NOT NULL, -- the event that it came with
        kind TEXT NOT NULL, -- text, typed, edit, remark or instruction
        source_id INTEGER NOT NULL, -- edit: of proposals, typed: changes, remark: remarks, instruction: rounds,
            -- text: results, or 0 for the text of the event itself
        start_char_pos INTEGER, -- text: the passage, in code points; only what the text before it did not have
        end_char_pos INTEGER,
        decision_id INTEGER -- edit: the decision in force when it was written here
    );
CREATE TABLE standings (
        proposal_id INTEGER PRIMARY KEY REFERENCES proposals (id),
        standing TEXT NOT NULL, -- live (on offer), or why it was set aside
        decision_id INTEGER, -- the decision in force, of table decisions
        start_char_pos INTEGER, -- these three where a part of it was held back: what was on offer
        before TEXT,
        after TEXT
    );
CREATE TABLE texts (
        hash TEXT PRIMARY KEY, -- SHA-256 of the UTF-8, in hexadecimal
        text TEXT NOT NULL
    );
INSERT INTO "texts" VALUES('a9eae20ee054e39ef7ab509ccbbc942463821fbe66392485f0ebc7e1744dd127',X'5765207574696C69736520746568206D6574686F642E0A4974207761732077617320676F6F642EEDB3A9000A');
INSERT INTO "texts" VALUES('bfc190370222aa2baf6a61caee59b469658a184aa7967b00b72a4925b8a1224b',X'57652075736520746865206D6574686F642E0A4974207761732077617320676F6F642EEDB3A9000A');
INSERT INTO "texts" VALUES('ed13dc2aec4a984f6d62e7846fc568cbb03e9cda75e4514c8691f211aa7c9e33',X'57652075736520746865206D6574686F642E0A49742077617320776173207665727920676F6F642EEDB3A9000A');
INSERT INTO "texts" VALUES('d85856db8d19b3750dee1c72586518ee69e6a2f2e66c5ba1114eb05b04940121',X'57652075736520746865206D6574686F642E0A497420776173207665727920676F6F642EEDB3A9000A');
INSERT INTO "texts" VALUES('dbeb448afa61e49252549150255a6bbdfab4f853731e3fc8f2af2a449dc75025','The source.');
INSERT INTO "texts" VALUES('dda0cacba7c06921baada51760b5dc9db4cb8a71496620f46db33ca931f57417',X'73797374656D3A0A5265766973652E0A0A757365723A0A4974207761732077617320676F6F642EEDB3A9');
INSERT INTO "texts" VALUES('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a','{}');
INSERT INTO "texts" VALUES('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','');
CREATE TABLE words (word TEXT PRIMARY KEY, added_at REAL NOT NULL);
INSERT INTO "words" VALUES('Poncelet',7.0);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX events_by_document ON events (document_id);
CREATE INDEX events_by_target ON events (target_seq) WHERE target_seq IS NOT NULL;
CREATE INDEX events_by_round ON events (round_id) WHERE round_id IS NOT NULL;
CREATE INDEX events_by_text ON events (text_hash) WHERE text_hash IS NOT NULL;
CREATE INDEX proposals_by_event ON proposals (seq);
CREATE INDEX decisions_by_event ON decisions (seq);
CREATE INDEX decisions_by_proposal ON decisions (proposal_id);
CREATE INDEX changes_by_event ON changes (seq);
CREATE INDEX remarks_by_event ON remarks (seq);
CREATE INDEX results_by_event ON results (seq);
CREATE INDEX results_by_round ON results (round_id);
CREATE INDEX results_by_result ON results (result_hash);
CREATE INDEX results_by_text ON results (text_hash);
CREATE INDEX saves_by_text ON saves (text_hash);
CREATE INDEX saves_by_document ON saves (document_id);
CREATE INDEX requests_by_event ON requests (seq);
CREATE INDEX requests_by_round ON requests (round_id);
CREATE INDEX requests_by_sent ON requests (sent_hash);
CREATE INDEX requests_by_received ON requests (received_hash);
CREATE INDEX rounds_by_source ON rounds (source_hash) WHERE source_hash IS NOT NULL;
CREATE INDEX imports_by_document ON imports (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX events_by_restored ON events (restored_seq) WHERE restored_seq IS NOT NULL;
CREATE INDEX events_by_rule ON events (rule) WHERE rule IS NOT NULL;
CREATE INDEX queue_by_annotator ON queue (annotator, state);
CREATE INDEX queue_by_given ON queue (given_id) WHERE given_id IS NOT NULL;
CREATE INDEX round_digests_by_document ON round_digests (document_id);
CREATE INDEX round_digests_by_base ON round_digests (base_hash);
CREATE VIEW undone_events AS
        SELECT target_seq AS seq FROM (
            SELECT target_seq, kind, max(seq) FROM events WHERE target_seq IS NOT NULL GROUP BY target_seq
        ) WHERE kind = 'undone';
CREATE VIEW undone_rounds AS
        SELECT round_id AS id FROM events
        WHERE kind = 'round-started' AND seq IN (SELECT seq FROM undone_events);
CREATE VIEW events_in_force AS
        SELECT * FROM events
        WHERE kind NOT IN ('undone', 'redone')
            AND seq NOT IN (SELECT seq FROM undone_events)
            AND (round_id IS NULL OR round_id NOT IN (SELECT id FROM undone_rounds));
CREATE VIEW decisions_in_force AS
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
        WHERE p.round_id NOT IN (SELECT id FROM undone_rounds);
CREATE VIEW edits AS
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
        LEFT JOIN events e ON e.seq = d.seq;
CREATE TRIGGER texts_no_update BEFORE UPDATE ON texts BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER texts_no_delete BEFORE DELETE ON texts WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER rounds_no_update BEFORE UPDATE ON rounds BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER rounds_no_delete BEFORE DELETE ON rounds WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER proposals_no_update BEFORE UPDATE ON proposals BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER proposals_no_delete BEFORE DELETE ON proposals WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER remarks_no_update BEFORE UPDATE ON remarks BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER remarks_no_delete BEFORE DELETE ON remarks WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER results_no_update BEFORE UPDATE ON results BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER results_no_delete BEFORE DELETE ON results WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER saves_no_update BEFORE UPDATE ON saves BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER saves_no_delete BEFORE DELETE ON saves WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER requests_no_update BEFORE UPDATE ON requests BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER requests_no_delete BEFORE DELETE ON requests WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER imports_no_update BEFORE UPDATE ON imports BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER imports_no_delete BEFORE DELETE ON imports WHEN NOT EXISTS (SELECT 1 FROM purging) BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE INDEX search_rows_by_event ON search_rows (seq, source_id);
PRAGMA writable_schema=OFF;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('documents',1);
INSERT INTO "sqlite_sequence" VALUES('events',30);
INSERT INTO "sqlite_sequence" VALUES('decisions',6);
COMMIT;
