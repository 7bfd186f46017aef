/** The shape of answers, and which tokens may come next in one. Knows no Spark. */
package io.vitrine.schema;
