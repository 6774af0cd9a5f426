CREATE TABLE IF NOT EXISTS account (
  customer VARCHAR(40) NOT NULL PRIMARY KEY,
  balance  BIGINT      NOT NULL,
  version  INT         NOT NULL
);

-- What Assent needs in each database, copied from undo_log-h2.sql of its data source.
CREATE TABLE IF NOT EXISTS undo_log (
  branch_id     BIGINT       NOT NULL,
  xid           VARCHAR(128) NOT NULL,
  context       VARCHAR(128) NOT NULL,
  rollback_info BLOB         NOT NULL,
  log_status    INT          NOT NULL,
  log_created   TIMESTAMP(6) NOT NULL,
  log_modified  TIMESTAMP(6) NOT NULL,
  CONSTRAINT ux_undo_log UNIQUE (xid, branch_id)
);
CREATE INDEX IF NOT EXISTS ix_log_created ON undo_log (log_created);
CREATE TABLE IF NOT EXISTS assent_database (
  id    INT         NOT NULL PRIMARY KEY,
  mark  VARCHAR(64) NOT NULL,
  nonce VARCHAR(64)
);
