/**
 * Hadoop's local file system for one process, without the programs that it starts for each file.
 */
package io.vitrine.files;
