package io.vitrine.report;

import java.util.List;

/**
 * What a report is about.
 *
 * @param warehouse the tables' address, as the page shows it
 * @param measures every metric that there is data or a target for, in the order in which they are
 *     shown
 * @param generatedAt as the page shows it
 * @param version of Vitrine
 */
public record ReportRequest(
    String warehouse,
    List<Measure> measures,
    CostAssumptions assumed,
    String generatedAt,
    String version) {}
