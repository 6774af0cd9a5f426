-- One row per branch until its global transaction ends, and lives beside the business tables.
CREATE TABLE IF NOT EXISTS undo_log (
  id            SERIAL       NOT NULL,
  branch_id     BIGINT       NOT NULL,
  xid           VARCHAR(128) NOT NULL,
  context       VARCHAR(128) NOT NULL,
  rollback_info BYTEA        NOT NULL,
  log_status    INT          NOT NULL,
  log_created   TIMESTAMP(0) NOT NULL,
  log_modified  TIMESTAMP(0) NOT NULL,
  CONSTRAINT pk_undo_log PRIMARY KEY (id),
  CONSTRAINT ux_undo_log UNIQUE (xid, branch_id)
);
CREATE INDEX IF NOT EXISTS ix_log_created ON undo_log (log_created);
-- One row: the random mark by which this database is known, whatever its address.
CREATE TABLE IF NOT EXISTS assent_database (
  id    INT         NOT NULL PRIMARY KEY,
  mark  VARCHAR(64) NOT NULL,
  nonce VARCHAR(64)
);
