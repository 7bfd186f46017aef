/**
 * What a model is asked: prompts, their versions, and what products say in them. Knows no Spark.
 */
package io.vitrine.prompt;
