/**
 * SQL for programs that speak HiveServer2's protocol, as JDBC and ODBC drivers for Hive and Spark
 * do. What a statement may see, and what becomes of its record, is decided by whoever starts the
 * server.
 */
package io.vitrine.serve;
