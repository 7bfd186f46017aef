package io.vitrine.model;

import io.vitrine.prompt.Sampling;

/**
 * How one token is drawn.
 *
 * @param sampling temperature, top-k, top-p and repetition penalty
 * @param chance decides, from 0 up to but not including 1: equal chance and logits, equal token
 * @param written tokens that the repetition penalty is for; not to be written to
 */
public record Draw(Sampling sampling, double chance, int[] written) {}
