package io.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DecodeBudgetTest {
  private final DecodeBudget budget = new DecodeBudget(1 << 20);

  @Test
  void aShareIsHeldUntilItIsClosed() {
    try (DecodeBudget.Share share = budget.reserve(300 << 10)) {
      assertThat(share).isNotNull();
      assertThat(budget.freeBytes()).isEqualTo((1024 - 300) << 10);
    }
    assertThat(budget.freeBytes()).isEqualTo(1 << 20);
  }

  @Test
  void aPictureLargerThanTheBudgetTakesAllOfItAndDoesNotWaitForever() {
    try (DecodeBudget.Share share = budget.reserve(1L << 40)) {
      assertThat(share).isNotNull();
      assertThat(budget.freeBytes()).isZero();
    }
    assertThat(budget.freeBytes()).isEqualTo(1 << 20);
  }

  @Test
  void whoeverDoesNotFitWaitsForOthersToFinish() throws Exception {
    CountDownLatch granted = new CountDownLatch(1);
    DecodeBudget.Share first = budget.reserve(700 << 10);
    Thread second =
        new Thread(
            () -> {
              try (DecodeBudget.Share share = budget.reserve(700 << 10)) {
                granted.countDown();
              }
            });
    second.start();
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(granted.getCount()).isEqualTo(1);

    first.close();

    assertThat(granted.await(30, TimeUnit.SECONDS)).isTrue();
    second.join();
    assertThat(budget.freeBytes()).isEqualTo(1 << 20);
  }
}
