-- A history as schema 3 wrote it (tests/history/sample.py). Never changed: it is what old files look like.
PRAGMA application_id = 1381389138;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'reviser','m001_first','2026-11-23 05:21:11.347700+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'reviser','m002_requests_and_locks','2026-11-23 05:21:11.351348+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'reviser','m003_imports','2026-11-23 05:21:11.351883+00:00');
CREATE TABLE changes (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL REFERENCES events (seq),
        start_char_pos INTEGER NOT NULL, -- code points into the text as it then stood
        end_char_pos INTEGER NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL
    );
INSERT INTO "changes" VALUES(1,12,30,30,'','very ');
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
CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path TEXT UNIQUE, -- absolute, without links; NULL where it was never saved or another took its place
        title TEXT NOT NULL,
        format TEXT NOT NULL,
        encoding TEXT NOT NULL,
        bom BLOB NOT NULL,
        created_at REAL NOT NULL -- UNIX seconds, as all times here
    );
INSERT INTO "documents" VALUES(1,NULL,'sample','plain','utf-8',X'EFBBBF',7.0);
CREATE TABLE events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, -- the order; never the clock's
        document_id INTEGER NOT NULL REFERENCES documents (id),
        at REAL NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('opened', 'changed', 'round-started', 'arrived', 'remarked', 'round-ended',
            'decided', 'words-added', 'rule-set', 'asked', 'locked', 'unlocked', 'stopped', 'undone', 'redone')),
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
    , start_char_pos INTEGER, end_char_pos INTEGER);
INSERT INTO "events" VALUES(1,1,7.0,'opened',NULL,NULL,'a9eae20ee054e39ef7ab509ccbbc942463821fbe66392485f0ebc7e1744dd127',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(2,1,7.0,'round-started',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(3,1,7.0,'arrived',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(4,1,7.0,'arrived',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(5,1,7.0,'remarked',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(6,1,7.0,'round-ended',1,NULL,NULL,NULL,'failed','It broke.',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(7,1,7.0,'decided',1,NULL,NULL,NULL,NULL,NULL,'person','me',0.0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(8,1,7.0,'decided',1,NULL,NULL,NULL,NULL,NULL,'person','',1.5,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(9,1,7.0,'undone',NULL,8,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(10,1,7.0,'redone',NULL,8,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(11,1,7.0,'decided',1,NULL,NULL,NULL,NULL,NULL,'person','',0.0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(12,1,7.0,'changed',NULL,NULL,NULL,'typed',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(13,1,7.0,'words-added',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'["reviser", "naïve"]',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(14,1,7.0,'rule-set',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'plain/we',1,NULL,NULL,NULL);
INSERT INTO "events" VALUES(15,1,7.0,'round-started',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(16,1,7.0,'arrived',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(17,1,7.0,'round-ended',2,NULL,NULL,NULL,'complete','',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(18,1,7.0,'decided',2,NULL,NULL,NULL,NULL,NULL,'person','',0.0,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(19,1,7.0,'stopped',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'quit',NULL,NULL);
INSERT INTO "events" VALUES(20,1,7.0,'locked',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,2);
INSERT INTO "events" VALUES(21,1,7.0,'round-started',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(22,1,7.0,'asked',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(23,1,7.0,'asked',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(24,1,7.0,'round-ended',3,NULL,NULL,NULL,'cancelled','It was cancelled.',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES(25,1,7.0,'unlocked',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,1);
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
CREATE TABLE rounds (
        id INTEGER PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES documents (id),
        name TEXT NOT NULL, -- the round's id in the program and in exports
        reviser TEXT NOT NULL,
        instruction TEXT NOT NULL, strategy TEXT NOT NULL DEFAULT '', style_sheet TEXT NOT NULL DEFAULT '', source_hash TEXT REFERENCES texts (hash),
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
CREATE TABLE wishes (document_id INTEGER PRIMARY KEY REFERENCES documents (id), wish TEXT NOT NULL);
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
CREATE TRIGGER texts_no_update BEFORE UPDATE ON texts BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER texts_no_delete BEFORE DELETE ON texts BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER rounds_no_update BEFORE UPDATE ON rounds BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER rounds_no_delete BEFORE DELETE ON rounds BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER proposals_no_update BEFORE UPDATE ON proposals BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER proposals_no_delete BEFORE DELETE ON proposals BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER remarks_no_update BEFORE UPDATE ON remarks BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER remarks_no_delete BEFORE DELETE ON remarks BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER results_no_update BEFORE UPDATE ON results BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER results_no_delete BEFORE DELETE ON results BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER saves_no_update BEFORE UPDATE ON saves BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER saves_no_delete BEFORE DELETE ON saves BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE INDEX requests_by_event ON requests (seq);
CREATE INDEX requests_by_round ON requests (round_id);
CREATE INDEX requests_by_sent ON requests (sent_hash);
CREATE INDEX requests_by_received ON requests (received_hash);
CREATE INDEX rounds_by_source ON rounds (source_hash) WHERE source_hash IS NOT NULL;
CREATE TRIGGER requests_no_update BEFORE UPDATE ON requests BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER requests_no_delete BEFORE DELETE ON requests BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE INDEX imports_by_document ON imports (document_id) WHERE document_id IS NOT NULL;
CREATE TRIGGER imports_no_update BEFORE UPDATE ON imports BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
CREATE TRIGGER imports_no_delete BEFORE DELETE ON imports BEGIN SELECT raise(ABORT, 'append-only: undo by a new event'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('documents',1);
INSERT INTO "sqlite_sequence" VALUES('events',25);
INSERT INTO "sqlite_sequence" VALUES('decisions',5);
COMMIT;
