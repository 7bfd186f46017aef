package io.vitrine.generate;

import io.vitrine.image.Picture;
import io.vitrine.prompt.Prompt;
import java.util.List;

/**
 * What is asked of the engine about one picture.
 *
 * @param picture the picture, its side equal to the bundle's
 * @param prompts what to answer, at least one; all outputs fork from one prefill of the picture
 * @param seed of what is left to chance: equal seed, picture and prompt, equal answer, whatever
 *     else is asked; unused by greedy decoding
 */
public record GenerationRequest(Picture picture, List<Prompt> prompts, long seed) {}
