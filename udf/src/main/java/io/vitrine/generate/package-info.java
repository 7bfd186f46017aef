/**
 * From pictures to answers: the engine that generates them, and the pipeline around it. Knows no
 * Spark.
 */
package io.vitrine.generate;
