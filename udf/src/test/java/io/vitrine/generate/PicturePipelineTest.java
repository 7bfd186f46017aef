package io.vitrine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Errors;
import io.vitrine.error.PictureException;
import io.vitrine.error.VitrineException;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.Sampling;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PicturePipelineTest {
  private static final int WINDOW = 3;
  private static final int FETCHES = 2;
  private static final int ATTEMPTS = 3;
  private static final Prompt PROMPT = Tiny.PROMPTS.prompt("title");

  private final AtomicInteger leases = new AtomicInteger();
  private final AtomicInteger given = new AtomicInteger();
  private Duration fetchTimeout = Duration.ofMinutes(1);
  private Duration engineTimeout = Duration.ofMinutes(1);
  private PictureSource source = (uri, maxBytes) -> uri.getBytes(StandardCharsets.UTF_8);
  private KnownAnswers known = KnownAnswers.NONE;
  private PictureTrace trace = PictureTrace.NONE;
  private VisionEngine engine = new StubEngineFactory().open(Tiny.settings(1, 1));

  @Test
  void whatIsSaidWhileAPictureIsFetchedIsMarkedAsAboutIt() {
    ThreadLocal<PictureJob> marked = new ThreadLocal<>();
    Map<String, String> fetched = new ConcurrentHashMap<>();
    trace =
        (job, work) -> {
          marked.set(job);
          work.run();
          marked.remove();
        };
    source =
        (uri, maxBytes) -> {
          fetched.put(uri, marked.get().imageUri());
          return uri.getBytes(StandardCharsets.UTF_8);
        };

    run(names(5));

    assertThat(fetched).hasSize(5).allSatisfy((uri, mark) -> assertThat(mark).isEqualTo(uri));
  }

  @Test
  void resultsComeInTheOrderOfTheJobsWhateverOrderTheEngineAnswersIn() {
    List<Runnable> answers = new ArrayList<>();
    // holds every answer back until the window is full, then gives them last first
    engine =
        new StubSubmit(
            request -> {
              CompletableFuture<Generation> answer = new CompletableFuture<>();
              answers.add(0, () -> answer.complete(title("鞋")));
              if (answers.size() == WINDOW) {
                answers.forEach(Runnable::run);
                answers.clear();
              }

              return answer;
            });

    assertThat(run(names(2 * WINDOW)))
        .extracting(r -> r.job().productId())
        .containsExactlyElementsOf(names(2 * WINDOW));
  }

  @Test
  void noMorePicturesAreUnderWayThanTheWindowAndTheFetchesAllow() {
    List<Integer> ahead = new ArrayList<>();
    AtomicInteger done = new AtomicInteger();
    try (PicturePipeline pipeline = pipeline(names(20))) {
      while (pipeline.hasNext()) {
        pipeline.next();
        ahead.add(given.get() - done.getAndIncrement());
      }
    }

    assertThat(ahead).allMatch(n -> n <= WINDOW + FETCHES);
  }

  @Test
  void theNextPictureIsFetchedWhileTheEngineWorks() {
    CountDownLatch secondFetched = new CountDownLatch(1);
    source =
        (uri, maxBytes) -> {
          if (uri.equals("b")) {
            secondFetched.countDown();
          }

          return uri.getBytes(StandardCharsets.UTF_8);
        };
    engine =
        new StubSubmit(
            request ->
                CompletableFuture.supplyAsync(
                    () -> {
                      await(secondFetched);
                      return title("包");
                    }));

    assertThat(run(List.of("a", "b"))).allMatch(r -> r.failure() == null);
  }

  @Test
  void aPictureThatComesSlowlyHoldsUpNoOther() {
    CountDownLatch others = new CountDownLatch(2);
    source = heldBack("a", others);
    engine = counting(others);

    assertThat(run(List.of("a", "b", "c")))
        .allMatch(r -> r.failure() == null)
        .extracting(r -> r.job().productId())
        .containsExactly("a", "b", "c");
  }

  @Test
  void aPictureTakesTheAnswersOfOneBehindItWhoseSameBytesCameBefore() {
    CountDownLatch submissions = new CountDownLatch(1);
    PictureSource byName = heldBack("a1", submissions);
    source =
        (uri, maxBytes) -> {
          byName.fetch(uri, maxBytes);
          return new byte[] {7};
        };
    engine = counting(submissions);

    List<PictureResult> results = run(List.of("a1", "a2"));

    assertThat(results).extracting(PictureResult::reused).containsExactly(true, false);
    assertThat(results)
        .allSatisfy(r -> assertThat(r.answers().get(0).values()).containsEntry("text", "鞋"));
  }

  /** Gives one picture not before the others have got somewhere. */
  private static PictureSource heldBack(String name, CountDownLatch others) {
    return (uri, maxBytes) -> {
      if (uri.equals(name)) {
        await(others);
      }

      return uri.getBytes(StandardCharsets.UTF_8);
    };
  }

  /** An engine that tells what it is given. */
  private static StubSubmit counting(CountDownLatch submissions) {
    return new StubSubmit(
        request -> {
          submissions.countDown();
          return CompletableFuture.completedFuture(title("鞋"));
        });
  }

  @Test
  void aBadPictureCostsItsNeighboursNothing() {
    source =
        (uri, maxBytes) -> {
          if (uri.equals("b")) {
            throw new PictureException(ErrorCode.FETCH_DENIED, "no");
          }

          return uri.getBytes(StandardCharsets.UTF_8);
        };

    List<PictureResult> results = run(List.of("a", "b", "c"));

    assertThat(results)
        .extracting(PicturePipelineTest::code)
        .containsExactly(null, ErrorCode.FETCH_DENIED, null);
    assertThat(results.get(1).answers()).isEmpty();
    assertThat(results.get(1).facts().sha256()).isNull();
    assertThat(results.get(2).facts().sha256()).hasSize(64);
  }

  @Test
  void aFaultOfTheSourceThatNobodyForesawIsThatPicturesOwn() {
    source =
        (uri, maxBytes) -> {
          throw new IllegalStateException("odd");
        };

    assertThat(run(List.of("a")))
        .extracting(PicturePipelineTest::code)
        .containsExactly(ErrorCode.FETCH_FAILED);
  }

  @Test
  void aFetchThatHangsEndsAtItsDeadline() {
    fetchTimeout = Duration.ofMillis(50);
    CountDownLatch never = new CountDownLatch(1);
    source =
        (uri, maxBytes) -> {
          if (uri.equals("a")) {
            await(never);
          }

          return uri.getBytes(StandardCharsets.UTF_8);
        };

    assertThat(run(List.of("a", "b")))
        .extracting(PicturePipelineTest::code)
        .containsExactly(ErrorCode.FETCH_TIMEOUT, null);
  }

  @Test
  void anEngineThatDoesNotAnswerIsGivenUpForThatPicture() {
    engineTimeout = Duration.ofMillis(50);
    engine = new StubSubmit(request -> new CompletableFuture<>());

    assertThat(run(List.of("a")))
        .extracting(PicturePipelineTest::code)
        .containsExactly(ErrorCode.ENGINE_TIMEOUT);
  }

  @Test
  void theEnginesOwnCodeIsKept() {
    engine =
        new StubSubmit(
            request ->
                CompletableFuture.failedFuture(new PictureException(ErrorCode.ENGINE_OOM, "full")));

    assertThat(run(List.of("a")))
        .extracting(PicturePipelineTest::code)
        .containsExactly(ErrorCode.ENGINE_OOM);
  }

  @Test
  void anAnswerAgainstItsSchemaIsAFailureWithTheTextKept() {
    engine = new StubSubmit(request -> CompletableFuture.completedFuture(title("长".repeat(500))));

    PictureResult result = run(List.of("a")).get(0);

    assertThat(code(result)).isEqualTo(ErrorCode.OUTPUT_INVALID);
    assertThat(result.tokens().text()).contains("长长");
  }

  @Test
  void brokenPicturesAloneNeedNoEngine() {
    source =
        (uri, maxBytes) -> {
          throw new PictureException(ErrorCode.FETCH_NOT_FOUND, "gone");
        };

    run(names(5));

    assertThat(leases).hasValue(0);
  }

  @Test
  void theEngineIsAskedForOnceAndGivenBack() {
    run(names(5));

    assertThat(leases).hasValue(0);
  }

  @Test
  void aRowWithoutItsKeyIsInvalidInput() {
    PictureJob noId = new PictureJob(null, "a", null, null, Map.of(), wanted());
    PictureJob noUri = new PictureJob("a", null, null, null, Map.of(), wanted());

    assertThat(runJobs(List.of(noId, noUri)))
        .extracting(PicturePipelineTest::code)
        .containsExactly(ErrorCode.INPUT_INVALID, ErrorCode.INPUT_INVALID);
  }

  @Test
  void theTimesAddUp() {
    PictureResult.Times times = run(List.of("a")).get(0).times();

    double sum =
        times.fetch()
            + times.decode()
            + times.queue()
            + times.prefill()
            + times.generate()
            + times.parse();
    assertThat(times.total()).isCloseTo(sum, offset(1e-6));
  }

  @Test
  void aPromptGetsTheValuesOfTheRow() {
    List<String> texts = new ArrayList<>();
    engine =
        new StubSubmit(
            request -> {
              texts.add(request.prompts().get(0).text());
              return CompletableFuture.completedFuture(title("帽"));
            });
    Prompt prompt =
        new Prompt(
            "p", 1, "title", "", "写 {title}，不是 {other}", PROMPT.schema(), 10, Sampling.GREEDY);
    PictureJob job = new PictureJob("a", "a", null, null, Map.of("title", "{other} $1"), wanted());
    try (PicturePipeline pipeline = pipeline(List.of(job), prompt)) {
      pipeline.next();
    }

    assertThat(texts).containsExactly("写 ｛other｝ $1，不是 {other}");
  }

  @Test
  void valuesThatDoNotFitTheModelCostTheirOwnRowOnly() {
    engine =
        new StubSubmit(
            request -> {
              if (request.prompts().get(0).text().length() > 10) {
                throw Errors.invalid("The prompt does not fit", "600 tokens", "Shorten it");
              }

              return CompletableFuture.completedFuture(title("帽"));
            });
    Prompt prompt = PROMPT.withText("写 {title}");
    List<PictureJob> jobs =
        Stream.of("短", "很长很长很长很长很长很长", "短")
            .map(t -> new PictureJob("a", t, null, null, Map.of("title", t), wanted()))
            .toList();

    List<PictureResult> results = new ArrayList<>();
    try (PicturePipeline pipeline = pipeline(jobs, prompt)) {
      pipeline.forEachRemaining(results::add);
    }

    assertThat(results)
        .extracting(PicturePipelineTest::code)
        .containsExactly(null, ErrorCode.INPUT_INVALID, null);
  }

  @Test
  void aPromptThatNeverFitsEndsTheRun() {
    engine =
        new StubSubmit(
            request -> {
              throw Errors.invalid("The prompt does not fit", "600 tokens", "Shorten it");
            });
    try (PicturePipeline pipeline =
        pipeline(List.of(new PictureJob("a", "a", null, null, Map.of(), wanted())), PROMPT)) {
      assertThatThrownBy(pipeline::next).isInstanceOf(VitrineException.class);
    }
  }

  @Test
  void aFaultThatMayPassIsTriedAgainAndTheTriesAreTold() {
    AtomicInteger calls = new AtomicInteger();
    source =
        (uri, maxBytes) -> {
          if (uri.equals("a") && calls.incrementAndGet() < ATTEMPTS) {
            throw new PictureException(ErrorCode.FETCH_FAILED, "503 Slow Down");
          }

          return uri.getBytes(StandardCharsets.UTF_8);
        };

    List<PictureResult> results = run(List.of("a", "b"));

    assertThat(results).extracting(PicturePipelineTest::code).containsExactly(null, null);
    assertThat(results).extracting(PictureResult::attempts).containsExactly(ATTEMPTS, 1);
  }

  @Test
  void aFaultThatDoesNotPassIsToldAfterTheLastTry() {
    source =
        (uri, maxBytes) -> {
          throw new PictureException(ErrorCode.FETCH_FAILED, "503 Slow Down");
        };

    PictureResult result = run(List.of("a")).get(0);

    assertThat(code(result)).isEqualTo(ErrorCode.FETCH_FAILED);
    assertThat(result.attempts()).isEqualTo(ATTEMPTS);
  }

  @Test
  void aPermanentFaultIsNotTriedAgain() {
    source =
        (uri, maxBytes) -> {
          throw new PictureException(ErrorCode.FETCH_NOT_FOUND, "no");
        };

    assertThat(run(List.of("a")).get(0).attempts()).isEqualTo(1);
  }

  @Test
  void anEngineWithoutRoomIsAskedAgain() {
    AtomicInteger calls = new AtomicInteger();
    engine =
        new StubSubmit(
            request ->
                calls.incrementAndGet() == 1
                    ? CompletableFuture.failedFuture(
                        new PictureException(ErrorCode.ENGINE_OOM, "no room"))
                    : CompletableFuture.completedFuture(title("帽")));

    PictureResult result = run(List.of("a")).get(0);

    assertThat(code(result)).isNull();
    assertThat(result.attempts()).isEqualTo(2);
  }

  @Test
  void anEngineThatGaveItselfUpIsReplaced() {
    EngineFault fault = new EngineFault(EngineFault.Kind.HUNG, "injected", /* cause= */ null);
    VisionEngine good = engine;
    VisionEngine gone =
        new StubSubmit(
            request ->
                CompletableFuture.failedFuture(
                    new PictureException(
                        ErrorCode.ENGINE_FAILED, "gone", new EngineGoneException(fault)))) {
          @Override
          public Optional<EngineFault> fault() {
            engine = good;
            return Optional.of(fault);
          }
        };
    engine = gone;

    List<PictureResult> results = run(names(2 * WINDOW));

    assertThat(results).extracting(PicturePipelineTest::code).containsOnlyNulls();
    assertThat(results).extracting(PictureResult::attempts).containsOnlyOnce(2);
  }

  @Test
  void personalDataThatAModelWritesIsMaskedAndCounted() {
    engine = new StubSubmit(request -> CompletableFuture.completedFuture(title("电话13911112222")));

    PictureResult result = run(List.of("a")).get(0);

    assertThat(result.answers().get(0).values()).containsValue("电话[手机号]");
    assertThat(result.tokens().text()).doesNotContain("13911112222");
    assertThat(result.personalData()).isEqualTo(1);
  }

  @Test
  void picturesOfTheSameBytesAreRunOnceAndTheOthersTakeTheAnswers() {
    AtomicInteger submissions = new AtomicInteger();
    source = (uri, maxBytes) -> uri.substring(0, 1).getBytes(StandardCharsets.UTF_8);
    engine =
        new StubSubmit(
            request -> {
              submissions.incrementAndGet();
              return CompletableFuture.completedFuture(title("鞋"));
            });

    List<PictureResult> results = run(List.of("a1", "b1", "a2", "a3", "a4", "a5"));

    assertThat(submissions).hasValue(2);
    assertThat(results)
        .extracting(PictureResult::reused)
        .containsExactly(false, false, true, true, true, true);
    assertThat(results)
        .allSatisfy(r -> assertThat(r.answers().get(0).values()).containsEntry("text", "鞋"))
        .allSatisfy(r -> assertThat(r.facts().sha256()).hasSize(64));
    assertThat(results.get(2).device()).as("the engine did nothing for it").isNull();
  }

  @Test
  void onePlaceIsFetchedOnceForAllItsProducts() {
    AtomicInteger fetches = new AtomicInteger();
    source =
        (uri, maxBytes) -> {
          fetches.incrementAndGet();
          return uri.getBytes(StandardCharsets.UTF_8);
        };
    List<PictureJob> jobs =
        names(5).stream()
            .map(id -> new PictureJob(id, "a", "v1", null, Map.of(), wanted()))
            .toList();

    assertThat(runJobs(jobs)).allMatch(r -> r.failure() == null);
    assertThat(fetches).hasValue(1);
  }

  @Test
  void theFaultOfAPictureIsThatOfItsTwinsToo() {
    source =
        (uri, maxBytes) -> {
          throw new PictureException(ErrorCode.FETCH_DENIED, "no");
        };
    List<PictureJob> jobs =
        names(2).stream()
            .map(id -> new PictureJob(id, "a", "v1", null, Map.of(), wanted()))
            .toList();

    List<PictureResult> results = runJobs(jobs);

    assertThat(results)
        .extracting(PicturePipelineTest::code)
        .containsExactly(ErrorCode.FETCH_DENIED, ErrorCode.FETCH_DENIED);
    assertThat(results).noneMatch(PictureResult::reused);
  }

  @Test
  void aPictureWhoseAnswersAreKnownNeedsNoEngine() {
    known = (sha256, fingerprint) -> Map.of("text", sha256 + " " + fingerprint);

    List<PictureResult> results = run(List.of("a"));

    assertThat(leases).as("engines asked for").hasValue(0);
    assertThat(results.get(0).reused()).isTrue();
    assertThat(results.get(0).answers().get(0).values())
        .containsEntry("text", results.get(0).facts().sha256() + " f");
  }

  @Test
  void knownAnswersAreGivenOnceToEachOfSeveralPicturesOfTheSameBytes() {
    source = (uri, maxBytes) -> "a".getBytes(StandardCharsets.UTF_8);
    known = (sha256, fingerprint) -> Map.of("text", "from before");

    List<PictureResult> results = run(names(3));

    assertThat(results)
        .hasSize(3)
        .allMatch(PictureResult::reused)
        .allSatisfy(r -> assertThat(r.answers()).hasSize(1));
  }

  @Test
  void whereChanceHasASayTheSameBytesAreAskedForEachProduct() {
    AtomicInteger submissions = new AtomicInteger();
    source = (uri, maxBytes) -> "a".getBytes(StandardCharsets.UTF_8);
    known = (sha256, fingerprint) -> Map.of("text", "from before");
    Prompt sampled =
        new Prompt("p", 1, "title", "", "写", PROMPT.schema(), 10, new Sampling(0.7, 0, 1, 1));
    engine =
        new StubSubmit(
            request -> {
              submissions.incrementAndGet();
              return CompletableFuture.completedFuture(title("鞋"));
            });

    try (PicturePipeline pipeline =
        pipeline(names(3).stream().map(PicturePipelineTest::job).toList(), sampled)) {
      assertThat(pipeline).toIterable().hasSize(3).noneMatch(PictureResult::reused);
    }

    assertThat(submissions).hasValue(3);
  }

  private List<PictureResult> run(List<String> names) {
    return runJobs(names.stream().map(PicturePipelineTest::job).toList());
  }

  private List<PictureResult> runJobs(List<PictureJob> jobs) {
    List<PictureResult> results = new ArrayList<>();
    try (PicturePipeline pipeline = pipeline(jobs, PROMPT)) {
      pipeline.forEachRemaining(results::add);
    }

    return results;
  }

  private PicturePipeline pipeline(List<String> names) {
    return pipeline(names.stream().map(PicturePipelineTest::job).toList(), PROMPT);
  }

  private PicturePipeline pipeline(List<PictureJob> jobs, Prompt prompt) {
    Supplier<EngineLease> engines =
        () -> {
          assertThat(leases.incrementAndGet()).as("leases open").isEqualTo(1);
          return new StubLease();
        };
    return new PicturePipeline(
        counted(jobs.iterator()),
        List.of(prompt),
        source,
        bytes -> Tiny.picture(bytes[0]),
        engines,
        known,
        new PicturePipeline.Settings(
            WINDOW,
            FETCHES,
            fetchTimeout,
            engineTimeout,
            1000,
            ATTEMPTS,
            Duration.ofMillis(1),
            /* thumbnails= */ true),
        trace);
  }

  private Iterator<PictureJob> counted(Iterator<PictureJob> jobs) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return jobs.hasNext();
      }

      @Override
      public PictureJob next() {
        given.incrementAndGet();
        return jobs.next();
      }
    };
  }

  private final class StubLease implements EngineLease {
    private final VisionEngine leased = engine;

    @Override
    public VisionEngine engine() {
      return leased;
    }

    @Override
    public String loadId() {
      return "load";
    }

    @Override
    public void close() {
      leases.decrementAndGet();
    }
  }

  /** An engine that does as it is told. */
  private static class StubSubmit implements VisionEngine {
    private final Function<GenerationRequest, CompletableFuture<Generation>> submit;

    StubSubmit(Function<GenerationRequest, CompletableFuture<Generation>> submit) {
      this.submit = submit;
    }

    @Override
    public CompletableFuture<Generation> submit(GenerationRequest request) {
      return submit.apply(request);
    }

    @Override
    public String device() {
      return "cpu";
    }

    @Override
    public int imageSize() {
      return Tiny.SIDE;
    }

    @Override
    public void close() {}
  }

  private static Generation title(String text) {
    Output output = new Output("title", "{\"text\":\"" + text + "\"}", FinishReason.STOP, 1, 1);
    return new Generation(List.of(output), 1, 0, 0, 0, 1);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "p" + i).toList();
  }

  private static PictureJob job(String name) {
    return new PictureJob(name, name, null, null, Map.of(), wanted());
  }

  private static List<PictureJob.Wanted> wanted() {
    return List.of(new PictureJob.Wanted(0, "f", /* replaces= */ false));
  }

  private static ErrorCode code(PictureResult result) {
    return result.failure() == null ? null : result.failure().code();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
