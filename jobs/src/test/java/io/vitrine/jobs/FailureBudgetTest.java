package io.vitrine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.error.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {
  @Test
  void aShareIsJudgedFromTwentyPicturesOn() {
    FailureBudget budget = new FailureBudget(0.05, Map.of());

    assertThat(budget.exceeded(19, Map.of(ErrorCode.IMAGE_CORRUPT, 19L))).isEmpty();
    assertThat(budget.exceeded(20, Map.of(ErrorCode.IMAGE_CORRUPT, 2L)))
        .hasValue("2 of 20 pictures failed; the limit is a share of 0.05");
    assertThat(budget.exceeded(20, Map.of(ErrorCode.IMAGE_CORRUPT, 1L))).isEmpty();
  }

  @Test
  void aClassOfErrorsHasALimitOfItsOwnByCodeOrByStage() {
    FailureBudget budget = new FailureBudget(1, Map.of("FETCH", 0.1));

    assertThat(
            budget.exceeded(
                100, Map.of(ErrorCode.FETCH_TIMEOUT, 6L, ErrorCode.FETCH_NOT_FOUND, 5L)))
        .hasValue("11 of 100 pictures failed with FETCH; the limit is a share of 0.1");
    assertThat(budget.exceeded(100, Map.of(ErrorCode.IMAGE_CORRUPT, 90L))).isEmpty();
  }

  @Test
  void aRunEndsEarlyOnlyWhenTheEndIsSure() {
    FailureBudget budget = new FailureBudget(0.05, Map.of());

    assertThat(budget.exceededForSure(20, Map.of(ErrorCode.FETCH_DENIED, 20L))).isPresent();
    assertThat(budget.exceededForSure(20, Map.of(ErrorCode.FETCH_DENIED, 2L))).isEmpty();
    assertThat(budget.exceededForSure(10_000, Map.of(ErrorCode.FETCH_DENIED, 520L))).isEmpty();
    assertThat(budget.exceededForSure(10_000, Map.of(ErrorCode.FETCH_DENIED, 620L))).isPresent();
  }
}
