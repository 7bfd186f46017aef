package io.vitrine.generate;

import java.util.concurrent.ThreadFactory;

/** Makes threads that have a name and let the process end. */
public final class DaemonThreads implements ThreadFactory {
  private final String name;

  public DaemonThreads(String name) {
    this.name = name;
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
