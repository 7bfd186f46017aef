package io.vitrine.table;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Where results lie from the moment they exist until they are committed: a folder for each run in
 * {@code _staging/}, in it {@code run.json}, a folder for each leg with the files that its tasks
 * wrote, and {@code chunk-N.json} for each chunk, which names its files. A chunk's file is there
 * before its first commit and goes after its last one, when the results are gone already.
 */
public final class Staging {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RUN = "run.json";

  private final FileSystem files;
  private final Path folder;
  private final PutIfAbsent store;

  Staging(FileSystem files, Path warehouse) {
    this.files = files;
    this.folder = new Path(warehouse, "_staging");
    this.store = new PutIfAbsent(files);
  }

  /** Begins a run's folder. */
  public void open(StagedRun run) throws IOException {
    store.replace(new Path(run(run.runId()), RUN), JSON.writeValueAsBytes(run));
  }

  /** Ids of the runs that have a folder, oldest first. */
  public List<String> runIds() throws IOException {
    return Arrays.stream(list(folder))
        .filter(FileStatus::isDirectory)
        .map(file -> file.getPath().getName())
        .sorted()
        .toList();
  }

  /**
   * Ids of runs that have staged nothing since then.
   *
   * @param since instant after which a file counts as young
   */
  public List<String> silentSince(Instant since) throws IOException {
    List<String> silent = new ArrayList<>();
    for (String id : runIds()) {
      long newest = 0;
      RemoteIterator<LocatedFileStatus> staged = files.listFiles(run(id), /* recursive= */ true);
      while (staged.hasNext()) {
        newest = Math.max(newest, staged.next().getModificationTime());
      }

      // one without files has just begun
      if (newest > 0 && newest < since.toEpochMilli()) {
        silent.add(id);
      }
    }

    return silent;
  }

  /** What a run said of itself; nothing when it ended before it had said it. */
  public Optional<StagedRun> find(String runId) throws IOException {
    return read(new Path(run(runId), RUN), StagedRun.class);
  }

  /** Where a leg's tasks put their files. */
  public String leg(String runId, int leg) {
    return new Path(run(runId), String.format(Locale.ROOT, "leg-%04d", leg)).toString();
  }

  /** The files of a run that tasks have finished, in order, relative to its folder. */
  public List<String> parts(String runId) throws IOException {
    List<String> parts = new ArrayList<>();
    for (FileStatus leg : list(run(runId))) {
      if (leg.isDirectory()) {
        for (FileStatus file : list(leg.getPath())) {
          if (file.getPath().getName().startsWith("part-")) {
            parts.add(leg.getPath().getName() + "/" + file.getPath().getName());
          }
        }
      }
    }

    parts.sort(Comparator.naturalOrder());
    return parts;
  }

  /** Finished files that belong to no chunk yet. */
  public List<String> unclaimed(String runId) throws IOException {
    Set<String> claimed = new HashSet<>();
    chunks(runId).forEach(chunk -> claimed.addAll(chunk.files()));
    return parts(runId).stream().filter(part -> !claimed.contains(part)).toList();
  }

  /** Binds files to a chunk's number, for good. */
  public void claim(String runId, StagedChunk chunk) throws IOException {
    store.replace(chunkFile(runId, chunk.number()), JSON.writeValueAsBytes(chunk));
  }

  /** The chunks that may not be whole yet, in their order. */
  public List<StagedChunk> chunks(String runId) throws IOException {
    List<StagedChunk> chunks = new ArrayList<>();
    for (FileStatus file : list(run(runId))) {
      if (file.getPath().getName().matches("chunk-\\d+\\.json")) {
        // one that was not written whole bound nothing
        read(file.getPath(), StagedChunk.class).ifPresent(chunks::add);
      }
    }

    chunks.sort(Comparator.comparingLong(StagedChunk::number));
    return chunks;
  }

  /** Where a chunk's results can be read. */
  public String[] paths(String runId, StagedChunk chunk) {
    return chunk.files().stream()
        .map(file -> new Path(run(runId), file).toString())
        .toArray(String[]::new);
  }

  /**
   * How Spark best reads staged files: for the ranges of a local file, Hadoop starts a thread each,
   * which takes longer than to read it.
   */
  public Map<String, String> readOptions() {
    boolean inRanges = !files.getScheme().equals("file");
    return Map.of("parquet.hadoop.vectored.io.enabled", String.valueOf(inRanges));
  }

  /** Removes a chunk that is whole: its results first, so that they never look unclaimed. */
  public void remove(String runId, StagedChunk chunk) throws IOException {
    for (String file : chunk.files()) {
      files.delete(new Path(run(runId), file), /* recursive= */ false);
    }

    files.delete(chunkFile(runId, chunk.number()), /* recursive= */ false);
  }

  /** Removes a run; the folder of all of them too, once it is empty. */
  public void close(String runId) throws IOException {
    files.delete(new Path(run(runId), RUN), /* recursive= */ false);
    files.delete(run(runId), /* recursive= */ true);
    if (files.exists(folder) && list(folder).length == 0) {
      files.delete(folder, /* recursive= */ false);
    }
  }

  private Path run(String runId) {
    return new Path(folder, runId);
  }

  private Path chunkFile(String runId, long number) {
    return new Path(run(runId), "chunk-" + number + ".json");
  }

  private <T> Optional<T> read(Path path, Class<T> type) throws IOException {
    try (InputStream in = files.open(path)) {
      return Optional.of(JSON.readValue(in.readAllBytes(), type));
    } catch (FileNotFoundException | JacksonException e) {
      return Optional.empty();
    }
  }

  private FileStatus[] list(Path path) throws IOException {
    try {
      return files.listStatus(path);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }
}
