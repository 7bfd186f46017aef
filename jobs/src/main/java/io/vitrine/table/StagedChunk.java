package io.vitrine.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Results that are to be committed together, under a number that they keep however often it takes.
 *
 * @param files the files that hold them, relative to the run's folder
 */
public record StagedChunk(
    @JsonProperty("number") long number, @JsonProperty("files") List<String> files) {}
