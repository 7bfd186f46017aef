package io.vitrine.spark;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Errors;
import io.vitrine.generate.CacheBudget;
import io.vitrine.generate.EngineLimits;
import io.vitrine.image.ImageLimits;
import io.vitrine.model.BundleSignature;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.SparkConf;

/**
 * Every {@code spark.vitrine.*} setting, typed, and checked when it is made. It travels to
 * executors with the tasks, so that what the driver resolved is what they use.
 *
 * <p>Precedence is decided by {@link #resolve}: command line, then {@code --conf}, then {@code
 * conf/vitrine.properties}, then the default.
 */
public final class VitrineConf implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What all keys of ours begin with; other keys are nobody's business here. */
  public static final String PREFIX = "spark.vitrine.";

  public static final String MODEL_KEY = PREFIX + "model";
  public static final String PROMPT_KEY = PREFIX + "prompt";
  public static final String PROMPT_FOLDER_KEY = PREFIX + "promptFolder";
  public static final String CHANNELS_KEY = PREFIX + "channels";
  public static final String ENGINE_FACTORY_KEY = PREFIX + "engineFactory";
  public static final String DEVICE_KEY = PREFIX + "device";
  public static final String MAX_FAILED_FRACTION_KEY = PREFIX + "maxFailedFraction";
  public static final String COMMIT_INTERVAL_KEY = PREFIX + "commitInterval";
  public static final String FETCH_ALLOW_KEY = PREFIX + "fetch.allow";
  public static final String LEASE_TERM_KEY = PREFIX + "lease.term";

  private static final Setting<String> MODEL =
      Setting.text(
          MODEL_KEY,
          "vitrine-nano",
          "Model bundle: the name of one that comes with Vitrine, or a directory's path or URI",
          "a name, a path or a URI",
          value -> !value.isBlank());

  private static final Setting<String> MODEL_PUBLIC_KEY =
      Setting.text(
          PREFIX + "model.publicKey",
          "",
          "Ed25519 key whose signature a bundle must bear: the middle line of its PEM file; none if"
              + " empty",
          "the middle line of an Ed25519 public key's PEM file",
          value -> value.isEmpty() || BundleSignature.isPublicKey(value));

  private static final Setting<String> PROMPT =
      Setting.text(
          PROMPT_KEY,
          "",
          "Prompt that fills attributes and channel 'detail'; if empty the promoted one, or else"
              + " product",
          "the id of a prompt, or ID@VERSION",
          value -> true);

  private static final Setting<String> PROMPT_FOLDER =
      Setting.text(
          PROMPT_FOLDER_KEY,
          "",
          "Folder with prompts/ and schemas/; if empty Vitrine's own conf/",
          "a folder's path",
          value -> true);

  private static final Setting<List<String>> CHANNELS =
      Setting.list(
          CHANNELS_KEY,
          "",
          "Further channels of copy to write, such as title,short or title@2; none if empty");

  private static final Setting<String> ENGINE_FACTORY =
      Setting.text(
          ENGINE_FACTORY_KEY,
          "io.vitrine.generate.TorchEngineFactory",
          "Class that opens engines",
          "a class name",
          value -> !value.isBlank());

  private static final Setting<String> DEVICE =
      Setting.text(
          DEVICE_KEY,
          "auto",
          "Where the model runs: cpu; gpu, an error where there is none; auto, the task's GPU or"
              + " else the CPU",
          "auto, cpu or gpu",
          List.of("auto", "cpu", "gpu")::contains);

  private static final Setting<Integer> ENGINE_SLOTS =
      Setting.count(
          PREFIX + "engine.slots",
          32,
          0,
          "Answers that share one decode step at most; 0 is as many as the cache's budget allows, up"
              + " to 64");

  private static final Setting<Integer> ENGINE_THREADS =
      Setting.count(
          PREFIX + "engine.threads",
          0,
          0,
          "Engine threads on a CPU, each with its own cache; 0 is the executor's cores; a GPU has"
              + " one");

  private static final Setting<Integer> ENGINE_INTRA_OP_THREADS =
      Setting.count(
          PREFIX + "engine.intraOpThreads",
          0,
          0,
          "Threads of libtorch inside one operation; 0 is the executor's cores over engine.threads");

  private static final Setting<Integer> ENGINE_QUEUE_CAPACITY =
      Setting.count(
          PREFIX + "engine.queueCapacity", 64, 1, "Decoded pictures that may wait for the engine");

  private static final Setting<Duration> ENGINE_TIMEOUT =
      Setting.duration(
          PREFIX + "engine.timeout", "10m", "Longest wait for the answers about one picture");

  private static final Setting<Duration> ENGINE_CALL_TIMEOUT =
      Setting.duration(
          PREFIX + "engine.callTimeout",
          "5m",
          "Longest single call into the model, before its engine is given up and loaded anew");

  private static final Setting<CacheBudget> ENGINE_CACHE_BUDGET =
      Setting.budget(
          PREFIX + "engine.cacheBudget",
          "0.5",
          "Memory of the engine's key-value cache: a size, or a share of what a GPU has left beside"
              + " the model, or of a machine's memory");

  private static final Setting<Integer> MAX_DEVICE_FAULTS =
      Setting.count(
          PREFIX + "maxDeviceFaults",
          3,
          1,
          "Executors that end because their device failed, after which a run is given up");

  private static final Setting<Long> IMAGE_MAX_BYTES =
      Setting.bytes(PREFIX + "image.maxBytes", "10m", "Largest picture file");

  private static final Setting<Long> IMAGE_MAX_PIXELS =
      Setting.number(PREFIX + "image.maxPixels", 50_000_000, "Largest width times height");

  private static final Setting<Integer> IMAGE_MAX_SIDE =
      Setting.count(PREFIX + "image.maxSide", 20_000, 1, "Longest side of a picture, in pixels");

  private static final Setting<Long> IMAGE_DECODE_BUDGET =
      Setting.bytes(
          PREFIX + "image.decodeBudget",
          "512m",
          "Decoded bytes that an executor may hold while it decodes");

  private static final Setting<Integer> FETCH_THREADS =
      Setting.count(
          PREFIX + "fetch.threads", 4, 1, "Pictures that one task fetches at the same time");

  private static final Setting<Duration> FETCH_TIMEOUT =
      Setting.duration(PREFIX + "fetch.timeout", "60s", "Deadline of one try to fetch a picture");

  private static final Setting<List<String>> FETCH_ALLOW =
      Setting.places(
          FETCH_ALLOW_KEY,
          "Places of pictures beside --images and the products' own, such as s3a://bucket/images;"
              + " none if empty");

  private static final Setting<Integer> ATTEMPTS =
      Setting.count(
          PREFIX + "attempts",
          3,
          1,
          "Tries of a picture whose fault may pass: a store that is busy or silent, a full device");

  private static final Setting<Duration> BACKOFF =
      Setting.duration(
          PREFIX + "backoff",
          "500ms",
          "Wait before the second try, about; doubled before each further one");

  private static final Setting<Integer> WINDOW =
      Setting.count(
          PREFIX + "window", 96, 1, "Pictures that one task has decoded or with the engine");

  private static final Setting<Integer> PIECE_SIZE =
      Setting.count(PREFIX + "pieceSize", 512, 1, "Pictures of one task at most, about");

  private static final Setting<Duration> COMMIT_INTERVAL =
      Setting.duration(
          COMMIT_INTERVAL_KEY,
          "60s",
          "Time between two commits, about; the first one comes after a third of it");

  private static final Setting<Duration> LEASE_TERM =
      Setting.duration(
          LEASE_TERM_KEY,
          "20s",
          "How long a driver may be silent before another one takes over its warehouse");

  private static final Setting<Boolean> LEASE_UNGUARDED =
      Setting.flag(
          PREFIX + "lease.unguarded",
          false,
          "Work on a store that cannot keep two drivers apart; only when nobody else writes there");

  private static final Setting<Boolean> KEEP_OUTPUT =
      Setting.flag(
          PREFIX + "keepOutput", true, "Keep the model's text as it came in metrics.output");

  private static final Setting<Boolean> THUMBNAILS =
      Setting.flag(
          PREFIX + "thumbnails",
          true,
          "Keep a small copy of each picture in the table thumbnails, some 4 kB");

  private static final Setting<Double> MAX_FAILED_FRACTION =
      Setting.fraction(
          MAX_FAILED_FRACTION_KEY,
          "0.05",
          "Failed pictures over pictures tried above which a run ends with exit code 3");

  private static final Setting<Map<String, Double>> MAX_FAILED_FRACTION_BY_CLASS =
      Setting.fractions(
          PREFIX + "maxFailedFractionByClass",
          "The same for codes or stages of errors, such as FETCH=0.02,ENGINE_OOM=0; none if empty",
          errorClasses());

  private static final Setting<List<String>> NOTIFY =
      Setting.listOf(
          PREFIX + "notify",
          "Webhooks to tell of a run's end; their URLs are secrets and stand elsewhere (README.md)",
          List.of("wecom", "dingtalk", "slack", "generic"));

  static final List<Setting<?>> SETTINGS =
      List.of(
          MODEL,
          MODEL_PUBLIC_KEY,
          PROMPT,
          PROMPT_FOLDER,
          CHANNELS,
          ENGINE_FACTORY,
          DEVICE,
          ENGINE_SLOTS,
          ENGINE_THREADS,
          ENGINE_INTRA_OP_THREADS,
          ENGINE_QUEUE_CAPACITY,
          ENGINE_TIMEOUT,
          ENGINE_CALL_TIMEOUT,
          ENGINE_CACHE_BUDGET,
          MAX_DEVICE_FAULTS,
          IMAGE_MAX_BYTES,
          IMAGE_MAX_PIXELS,
          IMAGE_MAX_SIDE,
          IMAGE_DECODE_BUDGET,
          FETCH_THREADS,
          FETCH_TIMEOUT,
          FETCH_ALLOW,
          ATTEMPTS,
          BACKOFF,
          WINDOW,
          PIECE_SIZE,
          COMMIT_INTERVAL,
          LEASE_TERM,
          LEASE_UNGUARDED,
          KEEP_OUTPUT,
          THUMBNAILS,
          MAX_FAILED_FRACTION,
          MAX_FAILED_FRACTION_BY_CLASS,
          NOTIFY);

  private final TreeMap<String, String> given;

  private VitrineConf(TreeMap<String, String> given) {
    this.given = given;
  }

  /**
   * Settings from one place.
   *
   * @param origin the layer they come from and their values; keys without our prefix are left alone
   */
  public record Layer(String origin, Map<String, String> values) {

    /**
     * The layer in a properties file; empty when there is no such file.
     *
     * @throws io.vitrine.error.VitrineException when the file cannot be read
     */
    public static Layer file(Path file) {
      Properties properties = new Properties();
      if (Files.exists(file)) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
          properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
          throw Errors.invalid(
              "Cannot read " + file,
              String.valueOf(e.getMessage()),
              "Repair the file or take it away",
              e);
        }
      }

      Map<String, String> values = new TreeMap<>();
      properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k)));
      return new Layer(file.toString(), values);
    }
  }

  /**
   * The settings of this process: the command's own options, then what spark-submit was given, then
   * {@code conf/vitrine.properties}. Spark need not run yet.
   *
   * @param commandLine options of the command, as settings
   * @throws io.vitrine.error.VitrineException as {@link #resolve} does
   */
  public static VitrineConf load(Map<String, String> commandLine) {
    return load(new Layer("the command line", commandLine));
  }

  private static VitrineConf load(Layer strongest) {
    Map<String, String> submitted = new TreeMap<>();
    Arrays.stream(new SparkConf().getAllWithPrefix(PREFIX))
        .forEach(entry -> submitted.put(PREFIX + entry._1(), entry._2()));
    return resolve(
        strongest,
        new Layer("--conf or a properties file of Spark", submitted),
        Layer.file(VitrineHome.conf().resolve("vitrine.properties")));
  }

  /**
   * The settings of a SQL session: its own, as {@code SET} or {@code --conf} made them, then those
   * of {@link #load}.
   *
   * @param session all of the session's configuration
   * @throws io.vitrine.error.VitrineException as {@link #resolve} does
   */
  public static VitrineConf ofSession(Map<String, String> session) {
    return load(new Layer("the session's configuration", session));
  }

  /** Settings from a single map, such as Spark's own configuration. */
  public static VitrineConf of(Map<String, String> values) {
    return resolve(new Layer("the configuration", values));
  }

  /**
   * Puts layers together, the strongest first.
   *
   * @throws io.vitrine.error.VitrineException when a key with our prefix is unknown, naming the
   *     nearest known one, or a value is not legal, in whatever layer
   */
  public static VitrineConf resolve(Layer... strongestFirst) {
    TreeMap<String, String> given = new TreeMap<>();
    for (Layer layer : strongestFirst) {
      layer
          .values()
          .forEach(
              (key, value) -> {
                if (key.startsWith(PREFIX)) {
                  String text = value.strip();
                  check(layer.origin(), key, text);
                  given.putIfAbsent(key, text);
                }
              });
    }
    return new VitrineConf(given);
  }

  /** These settings with some of them replaced. */
  public VitrineConf with(Map<String, String> stronger) {
    return resolve(new Layer("the command line", stronger), new Layer("the configuration", given));
  }

  public String model() {
    return value(MODEL);
  }

  /** Whose signature a bundle must bear; empty when none is asked for. */
  public String modelPublicKey() {
    return value(MODEL_PUBLIC_KEY);
  }

  /** Id or name of the prompt that fills attributes; empty for the warehouse's own default. */
  public Optional<String> prompt() {
    return Optional.of(value(PROMPT)).filter(name -> !name.isEmpty());
  }

  /** The folder that holds {@code prompts/} and {@code schemas/}. */
  public Path promptFolder() {
    String folder = value(PROMPT_FOLDER);
    return folder.isEmpty() ? VitrineHome.conf() : Path.of(folder);
  }

  /**
   * Further channels, or prompts of channels as {@code id@version}, in the order given; empty when
   * only {@code detail} is wanted.
   */
  public List<String> channels() {
    return value(CHANNELS);
  }

  public String engineFactory() {
    return value(ENGINE_FACTORY);
  }

  /** {@code auto}, {@code cpu} or {@code gpu}. */
  public String device() {
    return value(DEVICE);
  }

  public int engineSlots() {
    return value(ENGINE_SLOTS);
  }

  /** As set; 0 when the executor's cores decide. */
  public int engineThreads() {
    return value(ENGINE_THREADS);
  }

  /** As set; 0 when the executor's cores decide. */
  public int engineIntraOpThreads() {
    return value(ENGINE_INTRA_OP_THREADS);
  }

  public int engineQueueCapacity() {
    return value(ENGINE_QUEUE_CAPACITY);
  }

  /** Time and memory that an engine may take. */
  public EngineLimits engineLimits() {
    return new EngineLimits(value(ENGINE_CALL_TIMEOUT), value(ENGINE_CACHE_BUDGET));
  }

  /** Executors lost to their devices after which a run is given up. */
  public int maxDeviceFaults() {
    return value(MAX_DEVICE_FAULTS);
  }

  public ImageLimits imageLimits() {
    return new ImageLimits(
        value(IMAGE_MAX_BYTES),
        value(IMAGE_MAX_PIXELS),
        value(IMAGE_MAX_SIDE),
        value(IMAGE_DECODE_BUDGET));
  }

  public FetchSettings fetch() {
    return new FetchSettings(
        value(FETCH_THREADS),
        value(FETCH_TIMEOUT),
        value(ATTEMPTS),
        value(BACKOFF),
        value(FETCH_ALLOW));
  }

  public WorkSettings work() {
    return new WorkSettings(
        value(WINDOW),
        value(PIECE_SIZE),
        value(ENGINE_TIMEOUT),
        value(KEEP_OUTPUT),
        value(THUMBNAILS),
        value(MAX_FAILED_FRACTION));
  }

  /** Limits for codes or stages of errors, as {@link WorkSettings#maxFailedFraction()} for all. */
  public Map<String, Double> maxFailedFractionByClass() {
    return value(MAX_FAILED_FRACTION_BY_CLASS);
  }

  private static Set<String> errorClasses() {
    Set<String> names = new LinkedHashSet<>();
    Arrays.stream(ErrorCode.values()).forEach(code -> names.add(code.stage().name()));
    Arrays.stream(ErrorCode.values()).forEach(code -> names.add(code.name()));
    return names;
  }

  /** Webhooks to tell of a run's end, by kind. */
  public List<String> notifyKinds() {
    return value(NOTIFY);
  }

  /** Time between two commits, about. */
  public Duration commitInterval() {
    return value(COMMIT_INTERVAL);
  }

  /** How long a driver may be silent before another one takes over. */
  public Duration leaseTerm() {
    return value(LEASE_TERM);
  }

  /** Whether to work where the store cannot keep two drivers apart. */
  public boolean leaseUnguarded() {
    return value(LEASE_UNGUARDED);
  }

  /** What differs from the defaults, for {@code runs.args}. */
  public SortedMap<String, String> changed() {
    TreeMap<String, String> changed = new TreeMap<>(given);
    SETTINGS.forEach(setting -> changed.remove(setting.key(), setting.defaultText()));
    return changed;
  }

  private <T> T value(Setting<T> setting) {
    return setting.parser().apply(given.getOrDefault(setting.key(), setting.defaultText()));
  }

  private static void check(String origin, String key, String text) {
    Setting<?> setting =
        SETTINGS.stream()
            .filter(known -> known.key().equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    Errors.invalid(
                        "Unknown setting " + key,
                        "it stands in " + origin + ", and the nearest known one is " + nearest(key),
                        "Correct it or take it out; conf/vitrine.properties lists all settings"));
    try {
      Objects.requireNonNull(setting.parser().apply(text));
    } catch (IllegalArgumentException e) {
      throw Errors.invalid(
          String.format("Setting %s cannot be '%s'", key, text),
          "it stands in " + origin + " and must be " + setting.legal(),
          "Correct it; the default is '" + setting.defaultText() + "'",
          e);
    }
  }

  private static String nearest(String key) {
    return SETTINGS.stream()
        .map(Setting::key)
        .min(Comparator.comparingInt(known -> distance(known, key)))
        .orElseThrow();
  }

  /** Levenshtein's edit distance, blind to case. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int replaced = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
