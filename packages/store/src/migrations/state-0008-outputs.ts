import type { Migration } from './migrate.js';

/**
 * Deliveries know whom they are about and their place in the order of changes, so that those of one person go one after
 * the other whatever happens to the process. Of changes that are forgotten, the last place is kept: who pulls by a cursor
 * can be told that there is a gap. The place up to which webhooks are served is that of a change, which may be forgotten.
 */
export const state0008: Migration = {
  version: 8,
  name: 'outputs',
  sql: `
ALTER TABLE deliveries ADD COLUMN subject  TEXT    NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
UPDATE deliveries SET
  subject  = coalesce(json_extract(body, '$.subject'), ''),
  sequence = coalesce((SELECT sequence FROM membership_changes WHERE id = substr(deliveries.id, length(webhook) + 2)), 0);
UPDATE deliveries SET next_attempt_at = 9007199254740991 WHERE state = 'pending' AND attempts = 0;
DROP INDEX deliveries_due;
DROP INDEX deliveries_by_webhook;
CREATE INDEX deliveries_due ON deliveries (webhook, state, next_attempt_at, sequence);
CREATE INDEX deliveries_by_subject ON deliveries (webhook, subject, sequence) WHERE state = 'pending';
CREATE INDEX deliveries_by_webhook ON deliveries (site, webhook, sequence, id);

CREATE TABLE forgotten_changes (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  sequence INTEGER NOT NULL
) STRICT;
INSERT INTO forgotten_changes (id, sequence)
SELECT 1, coalesce(
  (SELECT min(sequence) - 1 FROM membership_changes),
  (SELECT seq FROM sqlite_sequence WHERE name = 'membership_changes'),
  0);

INSERT INTO settings (name, value)
SELECT 'webhooks.place.' || substr(name, 17),
  CAST(coalesce((SELECT sequence FROM membership_changes WHERE id = settings.value), 0) AS TEXT)
FROM settings WHERE name LIKE 'webhooks.cursor.%';
DELETE FROM settings WHERE name LIKE 'webhooks.cursor.%';
`,
};
