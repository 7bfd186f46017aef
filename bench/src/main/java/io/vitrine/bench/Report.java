package io.vitrine.bench;

import io.vitrine.jobs.OutputFile;
import io.vitrine.json.JsonText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one run; medians where something was repeated. Rates are pictures a second.
 *
 * @param figures by their keys; null what was not measured
 * @param unmeasured why not, for each such key
 * @param engineTimeShares see {@link EngineClock#shares}, at the engine's best setting
 * @param endToEndSeconds see {@link Phases#end}
 * @param tokensPerImage tokens of an answer, by who gave it
 * @param repeats every repeat of every figure
 * @param best the setting of every figure
 * @param sweeps how those settings were found
 * @param model name and version
 * @param quick whether few pictures were measured
 * @param pictures of the measurement end to end
 * @param when ISO 8601, in UTC
 * @param commit of the sources; null where that is not known
 */
record Report(
    Map<String, Double> figures,
    Map<String, String> unmeasured,
    Map<String, Double> engineTimeShares,
    Map<String, Double> endToEndSeconds,
    Map<String, Double> tokensPerImage,
    Map<String, List<Double>> repeats,
    Map<String, Setting> best,
    Map<String, List<Sweep.Tried>> sweeps,
    String model,
    boolean quick,
    int pictures,
    Machine machine,
    String when,
    String commit) {

  /** The figures at the top level, then the rest. */
  String json() {
    Map<String, Object> all = new LinkedHashMap<>(figures);
    Map<String, Target> wanted = new LinkedHashMap<>();
    Target.ALL.forEach(target -> wanted.put(target.key(), target));
    all.put("wanted", wanted);
    all.put("unmeasured", unmeasured);
    all.put("engine_time_shares", engineTimeShares);
    all.put("end_to_end_seconds", endToEndSeconds);
    all.put("tokens_per_image", tokensPerImage);
    all.put("repeats", repeats);
    all.put("best", best);
    all.put("sweeps", sweeps);
    all.put("model", model);
    all.put("quick", quick);
    all.put("pictures", pictures);
    all.put("machine", machine);
    all.put("when", when);
    all.put("commit", commit);
    return JsonText.indented(all);
  }

  void write(Path file) {
    OutputFile.write("figures", file, json() + "\n");
  }
}
