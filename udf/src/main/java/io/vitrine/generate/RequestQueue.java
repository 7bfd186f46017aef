package io.vitrine.generate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bounded queue that can be closed under those who wait at either end. */
final class RequestQueue<T> {
  private final int capacity;
  private final Deque<T> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closed;

  RequestQueue(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Adds an element, waiting while the queue is full.
   *
   * @return false when the queue is closed
   */
  boolean put(T element) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && waiting.size() >= capacity) {
        changed.await();
      }

      if (!closed) {
        waiting.add(element);
        changed.signalAll();
      }

      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** The first element if there is one, at once; else null. */
  T poll() {
    lock.lock();
    try {
      T element = waiting.poll();
      if (element != null) {
        changed.signalAll();
      }

      return element;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is something to poll or the queue is closed; false when it is closed. */
  boolean await() {
    lock.lock();
    try {
      while (!closed && waiting.isEmpty()) {
        changed.awaitUninterruptibly();
      }

      return !closed;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether anybody waits, at either end. */
  boolean hasWaiters() {
    lock.lock();
    try {
      return lock.hasWaiters(changed);
    } finally {
      lock.unlock();
    }
  }

  /** Closes the queue and hands back what was still in it. */
  List<T> close() {
    lock.lock();
    try {
      closed = true;
      List<T> rest = new ArrayList<>(waiting);
      waiting.clear();
      changed.signalAll();
      return rest;
    } finally {
      lock.unlock();
    }
  }
}
