-- A store as its first version was, with two works graded and one that waits.
BEGIN TRANSACTION;
CREATE TABLE edition (
        id INTEGER PRIMARY KEY, exercise TEXT NOT NULL, version TEXT NOT NULL, title TEXT NOT NULL,
        chapter TEXT NOT NULL, max_score REAL NOT NULL, checks TEXT NOT NULL, UNIQUE (exercise, version)
    );
INSERT INTO "edition" VALUES(1,'answer','sha256:2a755e462c02e55dd7469a8f1a808b085ea94eb767cbf453756d441825bb0b53','Give the answer','00-numbers',2.0,'[["test_answer", "Gives the answer", 2.0]]');
CREATE TABLE environment (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, facts TEXT NOT NULL);
INSERT INTO "environment" VALUES(1,'f711b98bfa39513e630ca13cc61f2035c032fda1c008163e937671bd6c14078b','{"code": "abc", "grader": "1.0", "guarantees": ["no-network"], "level": "strict", "pytest": "8.0", "python": "3.11.0", "report_format": 1}');
CREATE TABLE exercise (
        id TEXT PRIMARY KEY, position INTEGER NOT NULL, edition INTEGER NOT NULL REFERENCES edition
    ) WITHOUT ROWID;
INSERT INTO "exercise" VALUES('answer',0,1);
CREATE TABLE history (
        id INTEGER PRIMARY KEY, learner TEXT NOT NULL, exercise TEXT NOT NULL, attempt INTEGER NOT NULL,
        submission INTEGER NOT NULL REFERENCES submission, result INTEGER NOT NULL REFERENCES result,
        ended_at TEXT NOT NULL, why TEXT NOT NULL
    );
CREATE TABLE learner (
        key TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, section TEXT NOT NULL, ids TEXT NOT NULL
    ) WITHOUT ROWID;
INSERT INTO "learner" VALUES('ada','Ada','','','{}');
INSERT INTO "learner" VALUES('bob','Bob','','','{}');
INSERT INTO "learner" VALUES('cy','Cy','','','{}');
CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "note" VALUES('salt','00000000000000000000000000000000');
CREATE TABLE override (
        id INTEGER PRIMARY KEY, learner TEXT NOT NULL, exercise TEXT NOT NULL, points REAL, reason TEXT NOT NULL,
        made_at TEXT NOT NULL
    );
CREATE TABLE remark (
        source TEXT NOT NULL, kind TEXT NOT NULL, origin TEXT NOT NULL, text TEXT NOT NULL, learner TEXT, exercise TEXT
    );
CREATE TABLE result (
        id INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submission,
        edition INTEGER NOT NULL REFERENCES edition, environment INTEGER NOT NULL REFERENCES environment,
        status TEXT NOT NULL CHECK (status IN ('passed', 'failed')), score REAL NOT NULL, max_score REAL NOT NULL,
        report BLOB NOT NULL, graded_at TEXT NOT NULL, UNIQUE (submission, edition, environment)
    );
INSERT INTO "result" VALUES(1,1,1,1,'passed',2.0,2.0,X'789CAB562A2E492C292D56B2522A482C2E4E4D51D2514ACE484DCE068A44C7EA28E5A42616E5A5162959E595E6E4E828A565E6A4029526E61597A716E915542AD50200DBD81635','2026-03-01T12:00:00+00:00');
INSERT INTO "result" VALUES(2,2,1,1,'failed',0.0,2.0,X'789CAB562A2E492C292D56B2524A4BCCCC494D51D2514ACE484DCE068A44C7EA28E5A42616E5A5162959E595E6E4E828A50195009526E61597A716E915542AD50200D64F161A','2026-03-01T12:00:00+00:00');
CREATE TABLE submission (
        id INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE, source BLOB NOT NULL, unreadable TEXT, files BLOB NOT NULL
    );
INSERT INTO "submission" VALUES(1,'sha256:aecc013c518523ca22b7e3780f87002f5cae13fabc369f2f59a1faf7058f8c76',X'789C4B494D5348CC2B2E4F2DD2D0B4E2520082A2D492D2A23C0513232E007F570825',NULL,X'');
INSERT INTO "submission" VALUES(2,'sha256:335429408432f343a377555ac49a747467447b85c29fdb395000c7282367ed5e',X'789C4B494D5348CC2B2E4F2DD2D0B4E2520082A2D492D2A23C0513632E007F590826',NULL,X'');
INSERT INTO "submission" VALUES(3,'sha256:d46c2f7b929feecf567711e1a60527493c797c3b50b3639a77016b72f900d055',X'789C4B494D5348CC2B2E4F2DD2D0B4E2520082A2D492D2A23C0513132E007F5B0827',NULL,X'');
CREATE TABLE ungraded (
        exercise TEXT NOT NULL, submission INTEGER NOT NULL REFERENCES submission, reason TEXT NOT NULL, report BLOB,
        run TEXT NOT NULL, tries INTEGER NOT NULL, PRIMARY KEY (exercise, submission)
    ) WITHOUT ROWID;
CREATE TABLE work (
        id INTEGER PRIMARY KEY, learner TEXT NOT NULL REFERENCES learner, exercise TEXT NOT NULL,
        attempt INTEGER NOT NULL, submission INTEGER NOT NULL REFERENCES submission, file TEXT NOT NULL,
        origin TEXT NOT NULL, submitted_at TEXT, marked_late INTEGER NOT NULL, result INTEGER REFERENCES result,
        UNIQUE (learner, exercise, attempt)
    );
INSERT INTO "work" VALUES(1,'ada','answer',1,1,'answer.py','ada/answer.py','2026-03-01T12:00:00+00:00',0,1);
INSERT INTO "work" VALUES(2,'bob','answer',1,2,'answer.py','bob/answer.py','2026-03-01T12:00:00+00:00',0,2);
INSERT INTO "work" VALUES(3,'cy','answer',1,3,'answer.py','cy/answer.py','2026-03-01T12:00:00+00:00',0,NULL);
CREATE INDEX work_waiting ON work (exercise, submission) WHERE result IS NULL;
CREATE INDEX work_by_submission ON work (submission);
CREATE INDEX work_by_result ON work (result);
CREATE INDEX override_by_learner ON override (learner, exercise);
CREATE INDEX history_by_learner ON history (learner);
CREATE INDEX history_by_result ON history (result);
CREATE INDEX history_by_submission ON history (submission);
COMMIT;
PRAGMA user_version = 1;
