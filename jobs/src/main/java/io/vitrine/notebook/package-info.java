/** SQL notebooks: read, run, shown as pages, and written for other tools. */
package io.vitrine.notebook;
