package io.vitrine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestQueueTest {
  private final RequestQueue<String> queue = new RequestQueue<>(2);

  @Test
  void elementsComeOutInTheirOrder() throws InterruptedException {
    queue.put("a");
    queue.put("b");

    assertThat(queue.poll()).isEqualTo("a");
    assertThat(queue.poll()).isEqualTo("b");
    assertThat(queue.poll()).isNull();
  }

  @Test
  void aFullQueueMakesThePutterWaitUntilThereIsRoom() throws Exception {
    queue.put("a");
    queue.put("b");
    CompletableFuture<Boolean> third = put("c");
    while (!queue.hasWaiters()) {
      Thread.onSpinWait();
    }

    assertThat(third).isNotDone();
    queue.poll();
    assertThat(third.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void closingWakesPuttersAndTakersAndHandsBackTheRest() throws Exception {
    queue.put("a");
    queue.put("b");
    CompletableFuture<Boolean> third = put("c");

    assertThat(queue.close()).containsExactly("a", "b");
    assertThat(third.get(60, TimeUnit.SECONDS)).isFalse();
    assertThat(queue.await()).isFalse();
    assertThat(queue.put("d")).isFalse();
  }

  private CompletableFuture<Boolean> put(String element) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return queue.put(element);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
