-- One row per branch until its global transaction ends, and lives beside the business tables.
CREATE TABLE IF NOT EXISTS undo_log (
  branch_id     BIGINT       NOT NULL,
  xid           VARCHAR(128) NOT NULL,
  context       VARCHAR(128) NOT NULL,
  rollback_info LONGBLOB     NOT NULL,
  log_status    INT          NOT NULL,
  log_created   DATETIME(6)  NOT NULL,
  log_modified  DATETIME(6)  NOT NULL,
  UNIQUE KEY ux_undo_log (xid, branch_id),
  KEY ix_log_created (log_created)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
-- One row: the random mark by which this database is known, whatever its address.
CREATE TABLE IF NOT EXISTS assent_database (
  id    INT         NOT NULL PRIMARY KEY,
  mark  VARCHAR(64) NOT NULL,
  nonce VARCHAR(64)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
