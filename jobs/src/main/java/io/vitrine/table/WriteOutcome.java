package io.vitrine.table;

/** What came of a write with an identity. */
public enum WriteOutcome {
  WRITTEN,
  /** The table holds this chunk since an earlier try; Delta writes nothing then. */
  ALREADY_THERE
}
