BEGIN TRANSACTION;
CREATE TABLE attempts (
	workflow_id VARCHAR(200) NOT NULL, 
	step VARCHAR(200) NOT NULL, 
	deaths INTEGER NOT NULL, 
	reference VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_attempts PRIMARY KEY (workflow_id, step)
);
INSERT INTO "attempts" VALUES('check-c1','1 review',5,'0a1b2c3d','2026-11-20 09:00:00.000000');
CREATE TABLE authors (
	author_key VARCHAR(64) NOT NULL,
	accepted_at DATETIME,
	ai_review BOOLEAN DEFAULT 1 NOT NULL,
	messages BOOLEAN DEFAULT 1 NOT NULL,
	touched_at DATETIME NOT NULL, platform VARCHAR(32) DEFAULT '' NOT NULL, language VARCHAR(32) DEFAULT '' NOT NULL, ai_host VARCHAR(260) DEFAULT '' NOT NULL,
	CONSTRAINT pk_authors PRIMARY KEY (author_key)
);
INSERT INTO "authors" VALUES('a1','2026-11-20 09:00:00.000000',0,1,'2026-11-20 09:00:00.000000','linkedin','pt','api.openai.com');
CREATE TABLE changes (
	path VARCHAR(200) NOT NULL, 
	rule VARCHAR(200) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_changes PRIMARY KEY (path)
);
INSERT INTO "changes" VALUES('packs/slack/1.yaml','superlative','exception','2026-11-16 09:00:00.000000');
CREATE TABLE checkpost_schema (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT checkpost_schema_pkc PRIMARY KEY (version_num)
);
INSERT INTO "checkpost_schema" VALUES('0017');
CREATE TABLE checks (
	check_id VARCHAR(64) NOT NULL,
	hour DATETIME NOT NULL,
	author_key VARCHAR(64) NOT NULL,
	platform VARCHAR(32) NOT NULL,
	purpose VARCHAR(32) NOT NULL,
	surface VARCHAR(32) NOT NULL,
	verdict VARCHAR(32) NOT NULL,
	ruleset VARCHAR(200) NOT NULL,
	review_status VARCHAR(32) NOT NULL,
	prompt_hash VARCHAR(200) NOT NULL,
	model VARCHAR(200) NOT NULL,
	tokens INTEGER NOT NULL,
	review_ms INTEGER NOT NULL,
	parent VARCHAR(64), number INTEGER DEFAULT '0' NOT NULL, edited BOOLEAN DEFAULT 0 NOT NULL,
	CONSTRAINT pk_checks PRIMARY KEY (check_id)
);
INSERT INTO "checks" VALUES('c1','2026-11-20 09:00:00.000000','a1','linkedin','post','command','fix','sha256:1','ok','','',12,900,NULL,1,1);
CREATE TABLE clicks (
	campaign VARCHAR(200) NOT NULL, 
	day DATE NOT NULL, 
	clicks INTEGER NOT NULL, 
	CONSTRAINT pk_clicks PRIMARY KEY (campaign, day)
);
INSERT INTO "clicks" VALUES('river-week','2026-11-20',40);
CREATE TABLE decisions (
	ask_id VARCHAR(64) NOT NULL,
	number INTEGER NOT NULL,
	at DATETIME NOT NULL,
	channel VARCHAR(200) NOT NULL,
	rule VARCHAR(200) NOT NULL,
	topic VARCHAR(32) NOT NULL,
	answer VARCHAR(32) NOT NULL,
	by_user VARCHAR(64) NOT NULL,
	by_key VARCHAR(64) NOT NULL, asked_at DATETIME,
	CONSTRAINT pk_decisions PRIMARY KEY (ask_id, number)
);
INSERT INTO "decisions" VALUES('ask1',0,'2026-11-20 10:30:00.000000','#legal-help','employee-disclosure','disclosure','fine','U0HANNE','b2','2026-11-20 09:30:00.000000');
CREATE TABLE digests (
	week VARCHAR(32) NOT NULL, 
	channel VARCHAR(200) NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	place VARCHAR(200) NOT NULL, 
	drill VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_digests PRIMARY KEY (week, channel)
);
INSERT INTO "digests" VALUES('2026-W46','#social-learning','posted','2026-11-16 09:00:00.000000','C0LEARN:1.2','superlative/1');
CREATE TABLE drills (
	week VARCHAR(32) NOT NULL, 
	rule VARCHAR(200) NOT NULL, 
	topic VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	"right" INTEGER NOT NULL, 
	wrong INTEGER NOT NULL, 
	CONSTRAINT pk_drills PRIMARY KEY (week, rule)
);
INSERT INTO "drills" VALUES('2026-W46','superlative','claim','2026-11-16 09:00:00.000000',4,2);
CREATE TABLE figures (
	week VARCHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	since VARCHAR(32) NOT NULL, 
	hits INTEGER, 
	fixed INTEGER, 
	kept INTEGER, 
	not_relevant INTEGER, 
	wrong INTEGER, 
	CONSTRAINT pk_figures PRIMARY KEY (week, kind, name), 
	CONSTRAINT fk_figures_week FOREIGN KEY(week) REFERENCES weeks (week) ON DELETE CASCADE
);
INSERT INTO "figures" VALUES('2026-W46','topic','disclosure','2026-W46',NULL,10,NULL,NULL,NULL);
CREATE TABLE findings (
	check_id VARCHAR(64) NOT NULL,
	position INTEGER NOT NULL,
	rule VARCHAR(200) NOT NULL,
	revision VARCHAR(200) NOT NULL,
	topic VARCHAR(32) NOT NULL,
	severity VARCHAR(32) NOT NULL,
	source VARCHAR(32) NOT NULL,
	action VARCHAR(32),
	CONSTRAINT pk_findings PRIMARY KEY (check_id, position),
	CONSTRAINT fk_findings_check_id FOREIGN KEY(check_id) REFERENCES checks (check_id) ON DELETE CASCADE
);
INSERT INTO "findings" VALUES('c1',0,'employee-disclosure','3','disclosure','fix','rule',NULL);
CREATE TABLE lent (
	check_id VARCHAR(64) NOT NULL, 
	author_key VARCHAR(64) NOT NULL, 
	until DATETIME NOT NULL, 
	sealed TEXT NOT NULL, 
	CONSTRAINT pk_lent PRIMARY KEY (check_id)
);
INSERT INTO "lent" VALUES('c1','a1','2026-12-20 00:00:00.000000','sealed');
CREATE TABLE nominations (
	nomination_id VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	nominee_key VARCHAR(64) NOT NULL, 
	sealed TEXT NOT NULL, 
	accepted_at DATETIME, 
	CONSTRAINT pk_nominations PRIMARY KEY (nomination_id)
);
INSERT INTO "nominations" VALUES('n1','2026-11-20 09:00:00.000000','c3','sealed',NULL);
CREATE TABLE sealed (
	name VARCHAR(32) NOT NULL,
	secret TEXT NOT NULL,
	CONSTRAINT pk_sealed PRIMARY KEY (name)
);
INSERT INTO "sealed" VALUES('author_key','sealed');
CREATE TABLE sightings (
	thing_key VARCHAR(64) NOT NULL, 
	author_key VARCHAR(64) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	hour DATETIME NOT NULL, 
	CONSTRAINT pk_sightings PRIMARY KEY (thing_key, author_key)
);
INSERT INTO "sightings" VALUES('d4','a1','host','2026-11-20 09:00:00.000000');
CREATE TABLE spending (
	day DATE NOT NULL,
	tokens BIGINT NOT NULL,
	CONSTRAINT pk_spending PRIMARY KEY (day)
);
INSERT INTO "spending" VALUES('2026-11-20',1200);
CREATE TABLE steps (
	author_key VARCHAR(64) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	step VARCHAR(32) NOT NULL, 
	day DATE NOT NULL, 
	times INTEGER NOT NULL, 
	CONSTRAINT pk_steps PRIMARY KEY (author_key, kind, name, step, day)
);
INSERT INTO "steps" VALUES('c4','question','client','unanswered','2026-11-20',1);
CREATE TABLE told (
	name VARCHAR(200) NOT NULL, 
	state VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_told PRIMARY KEY (name)
);
INSERT INTO "told" VALUES('rules','well','2026-11-20 09:00:00.000000');
CREATE TABLE watched (
	check_id VARCHAR(64) NOT NULL, 
	rule VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_watched PRIMARY KEY (check_id, rule), 
	CONSTRAINT fk_watched_check_id FOREIGN KEY(check_id) REFERENCES checks (check_id) ON DELETE CASCADE
);
INSERT INTO "watched" VALUES('c1','hashtag-case');
CREATE TABLE weeks (
	week VARCHAR(32) NOT NULL, 
	begins DATETIME NOT NULL, 
	checks INTEGER, 
	fixable INTEGER, 
	better INTEGER, 
	CONSTRAINT pk_weeks PRIMARY KEY (week)
);
INSERT INTO "weeks" VALUES('2026-W46','2026-11-09 00:00:00.000000',60,20,15);
CREATE INDEX ix_checks_hour ON checks (hour);
CREATE INDEX ix_findings_rule ON findings (rule);
CREATE INDEX ix_decisions_at ON decisions (at);
CREATE INDEX ix_decisions_by_key ON decisions (by_key);
CREATE INDEX ix_nominations_at ON nominations (at);
CREATE INDEX ix_nominations_nominee_key ON nominations (nominee_key);
CREATE INDEX ix_nominations_accepted_at ON nominations (accepted_at);
CREATE INDEX ix_steps_day ON steps (day);
CREATE INDEX ix_sightings_author_key ON sightings (author_key);
CREATE INDEX ix_sightings_hour ON sightings (hour);
CREATE INDEX ix_told_at ON told (at);
CREATE INDEX ix_lent_author_key ON lent (author_key);
CREATE INDEX ix_lent_until ON lent (until);
CREATE INDEX ix_checks_author_key_hour_number ON checks (author_key, hour, number);
CREATE INDEX ix_attempts_at ON attempts (at);
COMMIT;
