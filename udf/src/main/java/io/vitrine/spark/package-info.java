/** What runs inside an executor: one engine for all of its tasks, and functions for SQL. */
package io.vitrine.spark;
