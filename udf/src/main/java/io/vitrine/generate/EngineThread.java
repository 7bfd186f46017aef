package io.vitrine.generate;

import io.vitrine.error.ErrorCode;
import io.vitrine.model.DeviceTensor;
import io.vitrine.model.Draw;
import io.vitrine.model.ModelBundle;
import io.vitrine.model.ModelSession;
import io.vitrine.model.TokenBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one thread that works with a session. Rows of one pass sit at different positions; a row that
 * ends makes room for the next picture at once.
 */
final class EngineThread implements Runnable {
  /** Slots that keep the prompts' shared beginnings. */
  static final int PREFIX_SLOTS = 2;

  /**
   * What a pass costs before its first token, in tokens of padding, which only the attention sees;
   * decides which rows share one.
   */
  private static final int PASS_OVERHEAD = 256;

  private final ModelBundle bundle;
  private final RequestQueue<Task.Part> queue;
  private final Function<EngineThread, ModelSession> sessions;
  private final int threads;
  private final Consumer<EngineFault> giveUp;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final NavigableSet<Integer> free = new TreeSet<>();
  private final List<Row> rows = new ArrayList<>();
  private final Map<Task.Part, Deque<Integer>> unstarted = new LinkedHashMap<>();
  private final Map<Plan.Prefix, Integer> prefixes =
      new LinkedHashMap<>(PREFIX_SLOTS, 0.75f, /* accessOrder= */ true);

  /** What this thread has taken from the queue; some of it may be over. */
  private final Set<Task> underWay = ConcurrentHashMap.newKeySet();

  private final Drafts drafts = new Drafts();
  private ModelSession session;
  private int slots;

  /** Read by others. */
  private volatile int used;

  /**
   * @param sessions makes the session; called on the engine's thread
   * @param threads how many threads take from the queue
   * @param giveUp told when nothing can be done any more
   */
  EngineThread(
      ModelBundle bundle,
      RequestQueue<Task.Part> queue,
      Function<EngineThread, ModelSession> sessions,
      int threads,
      Consumer<EngineFault> giveUp) {
    this.bundle = bundle;
    this.queue = queue;
    this.sessions = sessions;
    this.threads = threads;
    this.giveUp = giveUp;
  }

  /** Completes when the thread can work, or with the reason why it cannot. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** Answers under way. */
  int used() {
    return used;
  }

  @Override
  public void run() {
    try (ModelSession opened = sessions.apply(this)) {
      session = opened;
      slots = session.slots() - PREFIX_SLOTS;
      for (int slot = 0; slot < slots; slot++) {
        free.add(slot);
      }

      ready.complete(null);
      while (!rows.isEmpty() || queue.await()) {
        admit();
        used = rows.size();
        step();
        used = rows.size();
      }
    } catch (RuntimeException | Error e) {
      // nothing here is one picture's fault: give up, and let nobody wait for it
      if (!ready.completeExceptionally(e)) {
        EngineFault fault = EngineFault.of(e);
        giveUp.accept(fault);
        underWay.forEach(task -> task.fail(fault));
      }
    }
  }

  /** Fails all that this thread has taken on; called by others when it is stuck. */
  void fail(ErrorCode code, String message, Throwable cause) {
    underWay.forEach(task -> task.fail(code, message, cause));
  }

  /**
   * Takes as many pictures as there is room for, and a fair share of those that wait. Each gets one
   * slot, where its outputs follow one another: so pictures are encoded many at a time, and no
   * cache is copied. Only slots that no picture waits for are filled with further outputs.
   */
  private void admit() {
    int room = free.size();
    if (room == 0 || (!rows.isEmpty() && room < slots / 8)) {
      return;
    }

    underWay.removeIf(Task::over);
    int share = Math.max(1, (queue.size() + threads - 1) / threads);
    List<Task.Part> parts = new ArrayList<>();
    while (room > 0 && parts.size() < share) {
      Task.Part part = queue.poll();
      if (part == null) {
        break;
      }

      underWay.add(part.task());
      part.task().start();
      parts.add(part);
      room--;
    }

    Map<Plan.Prefix, List<Task.Part>> byPrefix = new LinkedHashMap<>();
    parts.forEach(p -> byPrefix.computeIfAbsent(p.prefix(), x -> new ArrayList<>()).add(p));
    byPrefix.forEach(
        (prefix, same) -> isolate(same, Task.Part::task, batch -> prefill(prefix, batch)));
    if (queue.size() == 0) {
      List.copyOf(unstarted.keySet()).forEach(this::fork);
    }
  }

  /** Runs pictures with one prompt beginning through vision tower and decoder. */
  private void prefill(Plan.Prefix prefix, List<Task.Part> parts) {
    long began = System.nanoTime();
    int source = prefixSlot(prefix);
    int[] targets = free.stream().limit(parts.size()).mapToInt(slot -> slot).toArray();
    int shared = prefix.tokens().length;
    List<Row> first = new ArrayList<>(parts.size());
    for (int i = 0; i < targets.length; i++) {
      first.add(row(parts.get(i), parts.get(i).outputs().get(0), targets[i]));
    }

    session.copy(source, targets, shared);
    int width = first.stream().mapToInt(Row::width).max().orElseThrow() + bundle.imageTokens();
    TokenBatch batch = new TokenBatch(first.size(), width, bundle.tokens().pad());
    for (int i = 0; i < first.size(); i++) {
      batch.place(i, targets[i], shared);
      for (int token = 0; token < bundle.imageTokens(); token++) {
        batch.token(
            i,
            bundle.tokens().image(),
            shared,
            shared + token / bundle.imageGrid(),
            shared + token % bundle.imageGrid());
      }

      first.get(i).writeText(batch, i);
    }

    List<byte[]> pictures = parts.stream().map(part -> part.task().picture().rgb()).toList();
    Choice choice;
    try (DeviceTensor images = session.encode(pictures);
        DeviceTensor logits = session.prefill(batch, images)) {
      choice = choose(first, logits);
    }

    // from here on nothing native can fail: the rows exist
    for (int slot : targets) {
      free.remove(slot);
    }

    long took = System.nanoTime() - began;
    for (int i = 0; i < parts.size(); i++) {
      Task.Part part = parts.get(i);
      part.task().prefilled(took);
      List<Integer> others = part.outputs().subList(1, part.outputs().size());
      if (!others.isEmpty()) {
        unstarted.put(part, new ArrayDeque<>(others));
      }

      rows.add(first.get(i));
    }

    accept(first, choice);
  }

  /** Starts a picture's other outputs in the slots that are free; the rest follow later. */
  private void fork(Task.Part part) {
    Deque<Integer> outputs = unstarted.get(part);
    if (outputs == null || free.isEmpty() || part.task().over()) {
      return;
    }

    int source =
        rows.stream()
            .filter(row -> row.part() == part)
            .mapToInt(Row::slot)
            .findFirst()
            .orElseThrow();
    int[] targets = free.stream().limit(outputs.size()).mapToInt(slot -> slot).toArray();
    isolate(
        List.of(part),
        Task.Part::task,
        same -> {
          session.copy(source, targets, part.prefix().tokens().length + bundle.imageTokens());
          for (int slot : targets) {
            free.remove(slot);
            rows.add(row(part, outputs.poll(), slot));
          }
        });
    if (outputs.isEmpty()) {
      unstarted.remove(part);
    }
  }

  /** An answer in a slot that holds its prompt up to and with the picture, or soon will. */
  private Row row(Task.Part part, int output, int slot) {
    int shared = part.prefix().tokens().length;
    return new Row(part, output, slot, shared + bundle.imageTokens(), shared + bundle.imageGrid());
  }

  /** The slot that holds a prompt's beginning, filled now if it is new. */
  private int prefixSlot(Plan.Prefix prefix) {
    Integer known = prefixes.get(prefix);
    if (known != null) {
      return known;
    }

    if (prefixes.size() == PREFIX_SLOTS) {
      Iterator<Plan.Prefix> eldest = prefixes.keySet().iterator();
      eldest.next();
      eldest.remove();
    }

    int slot = slots;
    while (prefixes.containsValue(slot)) {
      slot++;
    }

    int[] tokens = prefix.tokens();
    TokenBatch batch = new TokenBatch(1, tokens.length, bundle.tokens().pad());
    batch.place(0, slot, 0);
    for (int i = 0; i < tokens.length; i++) {
      batch.text(0, tokens[i], i);
    }

    batch.ask();
    session.forward(batch).close();
    prefixes.put(prefix, slot);
    return slot;
  }

  /** One pass for every row; rows with many pending tokens may need one of their own. */
  private void step() {
    rows.removeIf(this::dropIfOver);
    rows.forEach(row -> row.draft(drafts));
    List<Row> byWidth = new ArrayList<>(rows);
    byWidth.sort(Comparator.comparingInt(Row::width));
    for (List<Row> group : groups(byWidth)) {
      // the decoder wants slots in their order
      group.sort(Comparator.comparingInt(Row::slot));
      isolate(group, Row::task, this::forward);
    }
  }

  private void forward(List<Row> group) {
    int width = group.stream().mapToInt(Row::width).max().orElseThrow();
    TokenBatch batch = new TokenBatch(group.size(), width, bundle.tokens().pad());
    for (int i = 0; i < group.size(); i++) {
      group.get(i).write(batch, i);
    }

    Choice choice;
    try (DeviceTensor logits = session.forward(batch)) {
      choice = choose(group, logits);
    }

    accept(group, choice);
  }

  /**
   * What the model chose for some rows, at each of their choices, and would have chosen without
   * length budgets.
   */
  private record Choice(int[] tokens, int[] free) {}

  private Choice choose(List<Row> group, DeviceTensor logits) {
    List<Guide> guides = new ArrayList<>();
    for (Row row : group) {
      for (int choice = 0; choice < row.choices(); choice++) {
        guides.add(row.guide(choice));
      }
    }

    int[] masks = guides.stream().mapToInt(Guide::mask).toArray();
    int[] freeMasks = guides.stream().mapToInt(Guide::freeMask).toArray();
    int[] tokens = choose(group, logits, masks);
    return new Choice(
        tokens, Arrays.equals(masks, freeMasks) ? tokens : choose(group, logits, freeMasks));
  }

  private int[] choose(List<Row> group, DeviceTensor logits, int[] masks) {
    if (group.stream().allMatch(Row::greedy)) {
      return session.choose(logits, masks);
    }

    List<Draw> draws = new ArrayList<>(masks.length);
    for (Row row : group) {
      for (int choice = 0; choice < row.choices(); choice++) {
        draws.add(row.draw(choice));
      }
    }

    return session.draw(logits, masks, draws);
  }

  private void accept(List<Row> group, Choice choice) {
    int first = 0;
    for (Row row : group) {
      row.task().shared(group.size());
      int choices = row.choices();
      try {
        row.accept(choice.tokens(), choice.free(), first, drafts);
      } catch (RuntimeException e) {
        fail(row.task(), e);
        continue;
      } finally {
        first += choices;
      }

      if (row.done()) {
        row.finish();
        rows.remove(row);
        release(row);
      }
    }
  }

  /** Gives a slot to the same picture's next output, whose prompt it still holds, or back. */
  private void release(Row row) {
    Deque<Integer> outputs = unstarted.get(row.part());
    if (outputs == null || row.task().over()) {
      unstarted.remove(row.part());
      free.add(row.slot());
      return;
    }

    rows.add(row(row.part(), outputs.poll(), row.slot()));
    if (outputs.isEmpty()) {
      unstarted.remove(row.part());
    }
  }

  private boolean dropIfOver(Row row) {
    if (!row.task().over()) {
      return false;
    }

    unstarted.remove(row.part());
    free.add(row.slot());
    return true;
  }

  /**
   * Does something for several at once; where that fails, for each half, so that in the end only
   * what cannot be done alone has failed. Everything done so may be done twice.
   */
  private <T> void isolate(List<T> all, Function<T, Task> task, Consumer<List<T>> work) {
    try {
      work.accept(all);
    } catch (RuntimeException e) {
      if (NativeError.isFatal(e)) {
        throw e;
      }

      if (all.size() == 1) {
        fail(task.apply(all.get(0)), e);
        return;
      }

      isolate(all.subList(0, all.size() / 2), task, work);
      isolate(all.subList(all.size() / 2, all.size()), task, work);
    }
  }

  private static void fail(Task task, Throwable cause) {
    boolean memory = NativeError.isOutOfMemory(cause);
    task.fail(
        memory ? ErrorCode.ENGINE_OOM : ErrorCode.ENGINE_FAILED,
        NativeError.firstLine(cause),
        cause);
  }

  /**
   * Splits rows, sorted by width, where two passes cost less than the padding of one: cheapest[i]
   * is the least cost of the first i rows.
   */
  private static List<List<Row>> groups(List<Row> sorted) {
    int n = sorted.size();
    int[] cheapest = new int[n + 1];
    int[] from = new int[n + 1];
    for (int end = 1; end <= n; end++) {
      int width = sorted.get(end - 1).width();
      cheapest[end] = Integer.MAX_VALUE;
      for (int begin = 0; begin < end; begin++) {
        int cost = cheapest[begin] + PASS_OVERHEAD + (end - begin) * width;
        if (cost < cheapest[end]) {
          cheapest[end] = cost;
          from[end] = begin;
        }
      }
    }

    List<List<Row>> groups = new ArrayList<>();
    for (int end = n; end > 0; end = from[end]) {
      groups.add(0, sorted.subList(from[end], end));
    }

    return groups;
  }
}
