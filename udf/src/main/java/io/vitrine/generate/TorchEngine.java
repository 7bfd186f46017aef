package io.vitrine.generate;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Errors;
import io.vitrine.error.VitrineException;
import io.vitrine.model.BundleTokenizer;
import io.vitrine.model.ModelBundle;
import io.vitrine.model.ModelSession;
import io.vitrine.model.TorchModel;
import io.vitrine.prompt.Prompt;
import io.vitrine.schema.MaskTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A bundle on libtorch, with its threads, its queue and its tokenizer. */
final class TorchEngine implements VisionEngine {
  private final EngineSettings settings;
  private final ModelBundle bundle;
  private final BundleTokenizer tokenizer;
  private final TorchModel model;
  private final MaskTable masks = new MaskTable();
  private final Planner planner;
  private final RequestQueue<Task.Part> queue;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<EngineFault> fault = new AtomicReference<>();
  private final Watchdog watchdog;
  private final List<EngineThread> workers = new CopyOnWriteArrayList<>();

  private TorchEngine(
      EngineSettings settings, ModelBundle bundle, BundleTokenizer tokenizer, TorchModel model) {
    this.settings = settings;
    this.bundle = bundle;
    this.tokenizer = tokenizer;
    this.model = model;
    this.planner = new Planner(bundle, tokenizer, masks);
    this.queue = new RequestQueue<>(settings.queueCapacity());
    this.watchdog = new Watchdog(settings.limits().call());
  }

  /** Loads a bundle. */
  static TorchEngine open(EngineSettings settings) {
    return open(settings, UnaryOperator.identity());
  }

  /**
   * Loads a bundle.
   *
   * @param sessions may put something around each thread's session, such as injected faults
   */
  static TorchEngine open(EngineSettings settings, UnaryOperator<ModelSession> sessions) {
    ModelBundle bundle = ModelBundle.open(settings.bundle());
    BundleTokenizer tokenizer = BundleTokenizer.load(bundle);
    TorchModel model;
    try {
      model = TorchModel.load(bundle, settings.device(), settings.intraOpThreads());
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }

    TorchEngine engine = new TorchEngine(settings, bundle, tokenizer, model);
    try {
      engine.start(sessions);
      return engine;
    } catch (VitrineException e) {
      engine.close();
      throw e;
    } catch (CompletionException e) {
      engine.close();
      throw Errors.failed(
          "The engine cannot start on " + settings.device(),
          String.valueOf(e.getCause().getMessage()),
          "Lower the number of slots, or see the log",
          e.getCause());
    }
  }

  private void start(UnaryOperator<ModelSession> sessions) {
    int count = settings.device().equals("cpu") ? settings.threads() : 1;
    int others = EngineThread.PREFIX_SLOTS;
    int slots =
        others
            + settings
                .limits()
                .cache()
                .slots(settings.slots(), others, count, bundle.slotBytes(), model.memory());
    List<CompletableFuture<Void>> ready = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      EngineThread work =
          new EngineThread(
              bundle,
              queue,
              engineThread -> watched(sessions.apply(model.newSession(slots, masks)), engineThread),
              count,
              this::giveUp);
      Thread thread = new DaemonThreads("vitrine-engine-" + i).newThread(work);
      thread.start();
      threads.add(thread);
      workers.add(work);
      ready.add(work.ready());
    }

    ready.forEach(CompletableFuture::join);
  }

  private ModelSession watched(ModelSession session, EngineThread thread) {
    TimedSession timed = new TimedSession(session);
    watchdog.watch(timed, () -> giveUpHung(thread));
    return timed;
  }

  /** A thread is inside a call that does not come back: nobody is to wait for it. */
  private void giveUpHung(EngineThread thread) {
    long limit = settings.limits().call().toMillis();
    String message = "A call into the model has taken longer than " + limit + " ms";
    giveUp(new EngineFault(EngineFault.Kind.HUNG, message, /* cause= */ null));
    thread.fail(ErrorCode.ENGINE_TIMEOUT, message, /* cause= */ null);
  }

  /** Ends the engine; only the rows of threads that are well are still finished. */
  private void giveUp(EngineFault reason) {
    // whoever hears of a failure must find the engine gone
    fault.compareAndSet(null, reason);
    queue.close().forEach(part -> part.task().fail(reason));
  }

  @Override
  public Optional<EngineFault> fault() {
    return Optional.ofNullable(fault.get());
  }

  @Override
  public CompletableFuture<Generation> submit(GenerationRequest request)
      throws InterruptedException {
    if (request.picture().side() != bundle.imageSize()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The picture's side is %d, the model's %d",
              request.picture().side(),
              bundle.imageSize()));
    }

    List<Plan> plans = request.prompts().stream().map(planner::plan).toList();
    return submit(new Task(request.picture(), plans, request.seed()))
        .thenApply(result -> generation(request.prompts(), plans, result));
  }

  /** Hands a task over, waiting while the queue is full. */
  CompletableFuture<Task.Result> submit(Task task) throws InterruptedException {
    for (Task.Part part : task.parts()) {
      if (!queue.put(part)) {
        EngineFault reason = fault.get();
        if (reason == null) {
          task.fail(ErrorCode.ENGINE_FAILED, "The engine is closed", /* cause= */ null);
        } else {
          task.fail(reason);
        }
      }
    }

    return task.result();
  }

  private Generation generation(List<Prompt> prompts, List<Plan> plans, Task.Result result) {
    List<Output> outputs = new ArrayList<>(prompts.size());
    for (int i = 0; i < prompts.size(); i++) {
      Task.Answer answer = result.answers().get(i);
      outputs.add(
          new Output(
              prompts.get(i).id(),
              tokenizer.decode(answer.tokens()),
              answer.finishReason(),
              plans.get(i).promptTokens(bundle.imageTokens()),
              answer.tokens().length));
    }

    return new Generation(
        outputs,
        bundle.imageTokens(),
        result.queueMs(),
        result.prefillMs(),
        result.generateMs(),
        result.batchSize());
  }

  /** One more session over the same weights, for the calling thread. */
  ModelSession newSession(int slots) {
    return model.newSession(slots, masks);
  }

  Planner planner() {
    return planner;
  }

  ModelBundle bundle() {
    return bundle;
  }

  BundleTokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public String device() {
    return settings.device().equals("gpu") ? "gpu0" : settings.device();
  }

  @Override
  public int imageSize() {
    return bundle.imageSize();
  }

  @Override
  public int waiting() {
    return queue.size();
  }

  @Override
  public int slots() {
    return settings.slots() * workers.size();
  }

  @Override
  public int slotsUsed() {
    return workers.stream().mapToInt(EngineThread::used).sum();
  }

  /**
   * Fails what waits, finishes what is under way, and frees everything native; not so when a call
   * does not come back, because what it works on must stay.
   */
  @Override
  public void close() {
    watchdog.close();
    queue
        .close()
        .forEach(part -> part.task().fail(ErrorCode.ENGINE_FAILED, "The engine was closed", null));
    if (fault().filter(reason -> reason.kind() == EngineFault.Kind.HUNG).isPresent()) {
      return;
    }

    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }

    if (interrupted) {
      Thread.currentThread().interrupt();
    }

    model.close();
    tokenizer.close();
  }
}
