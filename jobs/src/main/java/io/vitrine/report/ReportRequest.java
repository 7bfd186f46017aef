package io.vitrine.report;

import java.util.Optional;

/**
 * What a report is about.
 *
 * @param warehouse the tables' address, as the page shows it
 * @param gold address of the labels, whose rows stand in scope as {@code gold}
 * @param version of Vitrine
 */
public record ReportRequest(
    String warehouse, Optional<String> gold, CostAssumptions assumed, String version) {}
