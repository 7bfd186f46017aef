# Computes agreement.json with base R: Rscript make_agreement.R agreement.json
#
# Krippendorff's alpha for ordinal data, by the matrices of coincidences of his "Computing
# Krippendorff's Alpha-Reliability" (2011); the Java side uses DKPro's implementation.

set.seed(618)
values <- 1:5

alpha <- function(scores) {
  coincidences <- matrix(0, length(values), length(values))
  for (thing in seq_len(ncol(scores))) {
    given <- scores[!is.na(scores[, thing]), thing]
    if (length(given) < 2) next
    counts <- tabulate(given, length(values))
    coincidences <- coincidences + (outer(counts, counts) - diag(counts)) / (length(given) - 1)
  }
  totals <- rowSums(coincidences)
  n <- sum(totals)
  between <- function(c, k) {
    low <- min(c, k); high <- max(c, k)
    (sum(totals[low:high]) - (totals[low] + totals[high]) / 2)^2
  }
  distances <- outer(values, values, Vectorize(between))
  expected <- outer(totals, totals) / (n - 1)
  1 - sum(coincidences * distances) / sum(expected * distances)
}

rated <- function(raters, things, noise, left.out) {
  truth <- sample(values, things, replace = TRUE)
  scores <- t(sapply(seq_len(raters), function(r)
    pmin(5, pmax(1, truth + sample(-noise:noise, things, replace = TRUE)))))
  scores[matrix(runif(raters * things), raters) < left.out] <- NA
  scores
}

# example C of the paper, which gives 0.815
example <- rbind(
  c(1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA),
  c(1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, 3),
  c(NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NA),
  c(1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA))
stopifnot(abs(alpha(example) - 0.815) < 5e-4)

cases <- list(
  example, rated(2, 30, 1, 0), rated(4, 50, 2, 0.3), rated(3, 40, 4, 0.1), rated(6, 20, 1, 0.5))
json <- sapply(cases, function(scores) {
  things <- apply(scores, 2, function(thing) paste0("[", toString(thing[!is.na(thing)]), "]"))
  sprintf('  {"alpha": %.15g, "scores": [%s]}', alpha(scores), toString(things))
})
writeLines(c("[", paste(json, collapse = ",\n"), "]"), commandArgs(trailingOnly = TRUE)[1])
