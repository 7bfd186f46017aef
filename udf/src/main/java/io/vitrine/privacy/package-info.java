/**
 * What must not stand in a text: personal data, which is masked, and claims that the law forbids,
 * which are flagged. Knows no Spark.
 */
package io.vitrine.privacy;
