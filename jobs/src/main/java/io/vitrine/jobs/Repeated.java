package io.vitrine.jobs;

import io.vitrine.error.VitrineException;
import io.vitrine.table.Lease;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A write that is tried again when it is not sure that it was written: another job, such as one
 * that joins files, may have changed the table meanwhile, or the store's answer was lost. What is
 * written this way may be written twice without harm.
 */
record Repeated(Lease lease) {
  private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);
  private static final int ATTEMPTS = 3;
  private static final long BACKOFF_MS = 250;

  /**
   * Writes.
   *
   * @param what is written, for the log
   * @throws VitrineException when this driver may no longer write
   */
  <T> T write(String what, Callable<T> work) throws Exception {
    for (int attempt = 1; ; attempt++) {
      lease.check();
      try {
        return work.call();
      } catch (VitrineException e) {
        throw e;
      } catch (Exception e) {
        // Scala throws checked exceptions, too
        if (attempt == ATTEMPTS) {
          throw e;
        }

        LOG.warn("Could not write {}, trying again", what, e);
        Thread.sleep(BACKOFF_MS << attempt);
      }
    }
  }
}
