package io.vitrine.generate;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import io.vitrine.error.VitrineException;
import io.vitrine.image.Picture;
import io.vitrine.image.Thumbnail;
import io.vitrine.prompt.Prompt;
import io.vitrine.prompt.PromptFields;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Brings pictures through fetch, decode, engine and schema, in their order, one result for each.
 *
 * <p>While the engine works, pictures behind are fetched (by a few threads of this pipeline) and
 * decoded (by the thread that asks for results). At most {@link Settings#window} pictures are
 * decoded or with the engine, so memory stays bounded. The engine is asked for when the first
 * picture has been decoded, so a list of broken pictures loads no model. Used by one thread.
 *
 * <p>Pictures of the same bytes that are asked the same are run once, unless chance has a say in
 * the answers: the others take the first one's, as do pictures whose answers are known from before.
 */
public final class PicturePipeline implements Iterator<PictureResult>, AutoCloseable {

  /** Decodes a picture for the model; throws with the code that fits. */
  @FunctionalInterface
  public interface Decoder {
    Picture decode(byte[] bytes) throws PictureException;
  }

  /**
   * The bounds of a pipeline.
   *
   * @param window pictures decoded or with the engine at the same time
   * @param fetchThreads fetches at the same time
   * @param fetchTimeout deadline of one try to fetch
   * @param engineTimeout longest wait for the answers about one picture
   * @param maxBytes largest file that is fetched
   * @param attempts tries of one picture whose fault may pass
   * @param backoff wait before the second try, about; doubled before each further one
   * @param thumbnails whether a small copy of each picture is made, while the engine works
   */
  public record Settings(
      int window,
      int fetchThreads,
      Duration fetchTimeout,
      Duration engineTimeout,
      long maxBytes,
      int attempts,
      Duration backoff,
      boolean thumbnails) {}

  private final Iterator<PictureJob> jobs;
  private final List<Prompt> prompts;
  private final PictureSource source;
  private final Decoder decoder;
  private final Supplier<EngineLease> engines;
  private final KnownAnswers known;
  private final Settings settings;
  private final PictureTrace trace;

  /** All pictures under way, oldest first. */
  private final Deque<Flight> flights = new ArrayDeque<>();

  /** Those of them that are still being fetched. */
  private final Deque<Flight> fetching = new ArrayDeque<>();

  /** The first flight to each place, and with each bytes, of those that ask the same. */
  private final Map<Same, Flight> firsts = new HashMap<>();

  private ExecutorService fetchers;
  private EngineLease lease;

  /**
   * A pipeline over jobs.
   *
   * @param prompts what {@link PictureJob.Wanted#prompt()} points into
   * @param engines gives the engine when it is first needed; the lease is closed with the pipeline
   * @param known answers from before; asked first when the first picture has been fetched
   * @param trace marks what is said on the threads that fetch, and is called by them
   */
  public PicturePipeline(
      Iterator<PictureJob> jobs,
      List<Prompt> prompts,
      PictureSource source,
      Decoder decoder,
      Supplier<EngineLease> engines,
      KnownAnswers known,
      Settings settings,
      PictureTrace trace) {
    this.jobs = jobs;
    this.prompts = List.copyOf(prompts);
    this.source = source;
    this.decoder = decoder;
    this.engines = engines;
    this.known = known;
    this.settings = settings;
    this.trace = trace;
  }

  @Override
  public boolean hasNext() {
    return !flights.isEmpty() || jobs.hasNext();
  }

  /**
   * The next result, in the order of the jobs.
   *
   * @throws io.vitrine.error.VitrineException when the engine cannot be opened
   */
  @Override
  public PictureResult next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }

    try {
      while (true) {
        startFetches();
        Flight oldest = flights.getFirst();
        Flight decider = oldest.twin == null ? oldest : oldest.twin;
        List<Flight> candidates = fetching(oldest);
        Optional<Flight> fetched = candidates.stream().filter(f -> f.bytes.isDone()).findFirst();
        if (fetched.isPresent()) {
          fetching.remove(fetched.get());
          decodeAndSubmit(fetched.get());
        } else if (decider.done() && decider.mayTryEngineAgain()) {
          decider.tryEngineAgain();
        } else if (decider.done()) {
          flights.removeFirst();
          return oldest.result();
        } else {
          awaitAny(decider.answers, candidates);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while pictures were under way", e);
    }
  }

  /** Stops fetching, forgets what is under way and gives the engine back. */
  @Override
  public void close() {
    flights.clear();
    fetching.clear();
    firsts.clear();
    if (fetchers != null) {
      fetchers.shutdownNow();
    }

    if (lease != null) {
      lease.close();
      lease = null;
    }
  }

  private void startFetches() {
    while (fetching.size() < settings.fetchThreads() && jobs.hasNext()) {
      Flight flight = new Flight(jobs.next());
      flight.startFetch();
      flights.addLast(flight);
      fetching.addLast(flight);
    }
  }

  private void decodeAndSubmit(Flight flight) throws InterruptedException {
    try {
      if (flight.findsAnswers()) {
        return;
      }

      Picture picture = flight.decode();
      flight.pausedNanos += ensureEngine();
      flight.submit(picture, lease);
      if (settings.thumbnails()) {
        flight.thumbnail = Thumbnail.of(picture);
      }
    } catch (PictureException e) {
      flight.fail(e);
    }
  }

  /**
   * Sees to it that there is an engine, in the place of one that gave itself up, too.
   *
   * @return nanoseconds that this took; the pictures that are fetched meanwhile are told
   */
  private long ensureEngine() {
    if (lease != null && lease.engine().fault().isEmpty()) {
      return 0;
    }

    long before = System.nanoTime();
    if (lease != null) {
      lease.close();
      lease = null;
    }

    lease = engines.get();
    // pictures that were under way did not wait for themselves
    long waited = System.nanoTime() - before;
    fetching.forEach(other -> other.pausedNanos += waited);
    return waited;
  }

  /** Those that may be decoded next: any while there is room, so that none waits for a slow one. */
  private List<Flight> fetching(Flight oldest) {
    if (flights.size() - fetching.size() < settings.window()) {
      return List.copyOf(fetching);
    }

    return fetching.contains(oldest) ? List.of(oldest) : List.of();
  }

  private static void awaitAny(CompletableFuture<Generation> answers, List<Flight> fetching)
      throws InterruptedException {
    List<CompletableFuture<?>> futures = new ArrayList<>();
    if (answers != null) {
      futures.add(answers);
    }

    fetching.forEach(flight -> futures.add(flight.bytes));
    try {
      CompletableFuture.anyOf(futures.toArray(CompletableFuture<?>[]::new)).get();
    } catch (ExecutionException e) {
      // whoever reads that future sees the failure
    }
  }

  /**
   * What two pictures have in common that need only be run once.
   *
   * @param what the place and version they are fetched from, or the hash of their bytes
   * @param asked fingerprints of what is wanted
   */
  private record Same(String what, List<String> asked) {}

  /** One picture on its way. */
  private final class Flight {
    private PictureJob job;
    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();
    private final Screening screening;
    private CompletableFuture<byte[]> bytes = new CompletableFuture<>();
    private CompletableFuture<Generation> answers;
    private Picture picture;
    private byte[] thumbnail;
    private EngineLease used;
    private volatile int attempts = 1;
    private byte[] file;

    /** The flight whose outcome is this one's, too; null for one that goes its own way. */
    private Flight twin;

    private Generation generation;
    private double parseMillis;

    /** Whether the outcome is known: good answers or a failure. */
    private boolean settled;

    private boolean reused;
    private final List<PictureResult.Answer> good = new ArrayList<>();
    private PictureException failure;
    private PictureResult.Facts facts = PictureResult.Facts.NONE;
    private volatile long fetchNanos;
    private long decodeNanos;
    private long pausedNanos;
    private volatile long endedNanos;

    Flight(PictureJob job) {
      this.job = job;
      this.screening = new Screening(job.fields());
    }

    void startFetch() {
      if (job.productId() == null || job.imageUri() == null) {
        String column = job.productId() == null ? "product_id" : "image or image_uri";
        bytes.completeExceptionally(
            new PictureException(ErrorCode.INPUT_INVALID, "The row has no " + column));
      } else if (job.image() != null) {
        bytes.complete(job.image());
      } else if (job.imageVersion() != null
          && follows(job.imageUri() + "\n" + job.imageVersion())) {
        bytes.complete(null);
      } else {
        if (fetchers == null) {
          fetchers = Executors.newCachedThreadPool(new DaemonThreads("vitrine-fetch"));
        }

        tryFetch();
      }
    }

    private void tryFetch() {
      CompletableFuture<byte[]> attempt = new CompletableFuture<>();
      Future<?> running = fetchers.submit(() -> trace.during(job, () -> fetch(attempt)));
      CompletableFuture<byte[]> whole = bytes;
      attempt
          .orTimeout(settings.fetchTimeout().toMillis(), TimeUnit.MILLISECONDS)
          .whenComplete(
              (done, error) -> {
                running.cancel(/* mayInterruptIfRunning= */ true);
                if (error == null) {
                  whole.complete(done);
                } else if (attempts < settings.attempts() && mayPass(error)) {
                  fetchAgain(whole);
                } else {
                  whole.completeExceptionally(error);
                }
              });
    }

    private void fetchAgain(CompletableFuture<byte[]> whole) {
      long wait = backoffMillis();
      attempts++;
      CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS)
          .execute(
              () -> {
                try {
                  tryFetch();
                } catch (RejectedExecutionException e) {
                  // the pipeline was closed meanwhile, and nobody waits
                  whole.completeExceptionally(e);
                }
              });
    }

    private static boolean mayPass(Throwable error) {
      return error instanceof TimeoutException
          || (error instanceof PictureException fault && !fault.code().permanent());
    }

    /**
     * Doubled with each try, and different for each picture: full load does not come back at once.
     */
    private long backoffMillis() {
      SplittableRandom chance = new SplittableRandom(job.imageUri().hashCode() * 31L + attempts);
      return (long)
          ((settings.backoff().toMillis() << (attempts - 1)) * (0.5 + chance.nextDouble() / 2));
    }

    private void fetch(CompletableFuture<byte[]> attempt) {
      long before = System.nanoTime();
      try {
        byte[] fetched = source.fetch(job.imageUri(), settings.maxBytes());
        fetchNanos += System.nanoTime() - before;
        attempt.complete(fetched);
      } catch (PictureException | RuntimeException e) {
        fetchNanos += System.nanoTime() - before;
        attempt.completeExceptionally(e);
      } catch (Error e) {
        attempt.completeExceptionally(e);
        throw e;
      }
    }

    /** Whether another flight goes for the same; if not, this is the one for those that come. */
    private boolean follows(String what) {
      if (!isRepeatable()) {
        return false;
      }

      List<String> asked = job.wanted().stream().map(PictureJob.Wanted::fingerprint).toList();
      twin = firsts.putIfAbsent(new Same(what, asked), this);
      return twin != null;
    }

    /** Whether what is wanted need not be asked of the engine, once the bytes are known. */
    boolean findsAnswers() throws PictureException, InterruptedException {
      if (twin == null) {
        file = fetched();
        // the file is not kept while the engine works
        bytes = null;
        job = job.withoutImage();
        String sha256 = sha256(file);
        facts = new PictureResult.Facts(sha256, (long) file.length, null, null);
        reused = isRepeatable() && isKnown(sha256);
        if (reused && settings.thumbnails()) {
          thumbnail = smallCopy();
        }
      }

      // one outcome: known answers are not to be joined by a twin's
      reused = reused || twin != null || follows(facts.sha256());
      if (reused) {
        file = null;
        endedNanos = System.nanoTime();
      }

      return reused;
    }

    /** Whether the same bytes have the same answers; where chance has a say they do not. */
    private boolean isRepeatable() {
      return job.wanted().stream().allMatch(w -> prompts.get(w.prompt()).sampling().repeatable());
    }

    /** Null when it cannot be made: the answers hold without it. */
    private byte[] smallCopy() throws InterruptedException {
      try {
        return Thumbnail.of(decode());
      } catch (PictureException e) {
        return null;
      }
    }

    private boolean isKnown(String sha256) {
      for (PictureJob.Wanted wanted : job.wanted()) {
        Map<String, Object> values = known.find(sha256, wanted.fingerprint());
        if (values == null) {
          good.clear();
          return false;
        }

        good.add(new PictureResult.Answer(wanted, values));
      }

      return true;
    }

    Picture decode() throws PictureException, InterruptedException {
      byte[] fetched = file;
      file = null;
      long before = System.nanoTime();
      try {
        Picture picture = decoder.decode(fetched);
        facts =
            new PictureResult.Facts(
                facts.sha256(), facts.bytes(), picture.width(), picture.height());
        return picture;
      } catch (RuntimeException e) {
        // a decoder that stumbles over a file must not take the neighbours with it
        throw new PictureException(ErrorCode.IMAGE_CORRUPT, "The decoder failed: " + e, e);
      } finally {
        decodeNanos = System.nanoTime() - before;
      }
    }

    private byte[] fetched() throws PictureException, InterruptedException {
      try {
        return bytes.get();
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof PictureException reason) {
          throw reason;
        }

        if (cause instanceof TimeoutException) {
          fetchNanos = Math.max(fetchNanos, settings.fetchTimeout().toNanos());
          throw new PictureException(
              ErrorCode.FETCH_TIMEOUT,
              "Not fetched within " + settings.fetchTimeout().toMillis() + " ms",
              cause);
        }

        if (cause instanceof Error error) {
          throw error;
        }

        throw new PictureException(ErrorCode.FETCH_FAILED, String.valueOf(cause), cause);
      }
    }

    /** Whether the engine had no room for this picture and may have it now, or another must do. */
    boolean mayTryEngineAgain() {
      return attempts < settings.attempts()
          && failure == null
          && answers != null
          && answers.isCompletedExceptionally()
          && answers.handle((done, error) -> mayPassInEngine(error)).join();
    }

    private static boolean mayPassInEngine(Throwable error) {
      Throwable cause = error instanceof CompletionException ? error.getCause() : error;
      return cause instanceof PictureException fault
          && (fault.code() == ErrorCode.ENGINE_OOM
              || fault.getCause() instanceof EngineGoneException);
    }

    void tryEngineAgain() throws InterruptedException {
      Thread.sleep(backoffMillis());
      attempts++;
      pausedNanos += ensureEngine();
      submit(picture, lease);
    }

    void submit(Picture decoded, EngineLease engine) throws InterruptedException {
      picture = decoded;
      used = engine;
      List<Prompt> asked =
          job.wanted().stream()
              .map(w -> PromptFields.filled(prompts.get(w.prompt()), screening.fields()))
              .toList();
      CompletableFuture<Generation> submitted;
      try {
        submitted = engine.engine().submit(new GenerationRequest(picture, asked, job.seed()));
      } catch (VitrineException e) {
        if (job.wanted().stream().allMatch(w -> asked.contains(prompts.get(w.prompt())))) {
          throw e;
        }

        // with other values in it the prompt may well fit
        fail(new PictureException(ErrorCode.INPUT_INVALID, e.getMessage(), e));
        return;
      }

      answers =
          submitted
              .orTimeout(settings.engineTimeout().toMillis(), TimeUnit.MILLISECONDS)
              .whenComplete((done, error) -> endedNanos = System.nanoTime());
    }

    void fail(PictureException reason) {
      failure = reason;
      endedNanos = System.nanoTime();
    }

    boolean done() {
      return settled || failure != null || reused || (answers != null && answers.isDone());
    }

    private void settle() throws InterruptedException {
      if (settled) {
        return;
      }

      settled = true;
      if (twin != null) {
        takeOutcomeOfTwin();
      } else if (failure == null && !reused) {
        try {
          generation = generation();
          long before = System.nanoTime();
          parse(generation);
          parseMillis = millis(System.nanoTime() - before);
        } catch (PictureException e) {
          failure = e;
        }
      }
    }

    PictureResult result() throws InterruptedException {
      settle();
      double fetch = millis(fetchNanos);
      double decode = millis(decodeNanos);
      Generation ran = generation;
      double prefill = ran == null ? 0 : ran.prefillMs();
      double generate = ran == null ? 0 : ran.generateMs();
      double total = millis(endedNanos - beganNanos - pausedNanos) + parseMillis;
      double work = fetch + decode + prefill + generate + parseMillis;
      double queue = Math.max(0, total - work);
      // those that take over this outcome need none of it
      picture = null;
      answers = null;
      generation = null;
      return new PictureResult(
          job,
          List.copyOf(good),
          failure,
          reused && failure == null,
          facts,
          thumbnail,
          ran == null ? null : tokens(ran),
          new PictureResult.Times(
              fetch, decode, queue, prefill, generate, parseMillis, work + queue),
          used == null ? null : used.engine().device(),
          used == null ? null : used.loadId(),
          attempts,
          screening.places(),
          began.plusNanos(pausedNanos),
          Instant.now());
    }

    private void takeOutcomeOfTwin() throws InterruptedException {
      twin.settle();
      facts = twin.facts;
      failure = twin.failure;
      thumbnail = twin.thumbnail;
      for (PictureJob.Wanted wanted : job.wanted()) {
        twin.good.stream()
            .filter(answer -> answer.wanted().fingerprint().equals(wanted.fingerprint()))
            .findFirst()
            .ifPresent(answer -> good.add(new PictureResult.Answer(wanted, answer.values())));
      }
    }

    private Generation generation() throws PictureException, InterruptedException {
      try {
        return answers.get();
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof PictureException reason) {
          throw reason;
        }

        if (cause instanceof TimeoutException) {
          throw new PictureException(
              ErrorCode.ENGINE_TIMEOUT,
              "No answer within " + settings.engineTimeout().toMillis() + " ms",
              cause);
        }

        if (cause instanceof VirtualMachineError error) {
          throw error;
        }

        throw new PictureException(ErrorCode.ENGINE_FAILED, String.valueOf(cause), cause);
      }
    }

    /** Keeps every good answer, and the first fault among the others. */
    private void parse(Generation generation) {
      for (int i = 0; i < generation.outputs().size(); i++) {
        PictureJob.Wanted wanted = job.wanted().get(i);
        Prompt prompt = prompts.get(wanted.prompt());
        try {
          Map<String, Object> values = prompt.schema().validate(generation.outputs().get(i).text());
          good.add(new PictureResult.Answer(wanted, screening.answer(values)));
        } catch (PictureException e) {
          if (failure == null) {
            failure = new PictureException(e.code(), prompt.channel() + ": " + e.getMessage(), e);
          }
        }
      }
    }
  }

  private static PictureResult.Tokens tokens(Generation generation) {
    List<Output> outputs = generation.outputs();
    boolean cut = outputs.stream().anyMatch(o -> o.finishReason() == FinishReason.LENGTH);
    return new PictureResult.Tokens(
        generation.imageTokens(),
        outputs.stream().mapToInt(Output::promptTokens).max().orElse(0),
        outputs.stream().mapToInt(Output::outputTokens).sum(),
        cut ? FinishReason.LENGTH : FinishReason.STOP,
        Screening.text(String.join("\n", outputs.stream().map(Output::text).toList())),
        generation.batchSize());
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
