"""What vitrine-nano is: the shape of the model, and the numbers its pictures are normalised with."""

from transformers import Glm4vConfig, PreTrainedTokenizerFast

SIDE = 128
MEAN = [0.48145466, 0.4578275, 0.40821073]
STD = [0.26862954, 0.26130258, 0.27577711]


def nano(tokenizer: PreTrainedTokenizerFast) -> Glm4vConfig:
    """A Glm4v of about 7 M parameters: 16 picture tokens from 64 patches of 16 pixels."""

    def token(text: str) -> int:
        return tokenizer.convert_tokens_to_ids(text)

    return Glm4vConfig(
        text_config=dict(
            vocab_size=2048,
            hidden_size=256,
            intermediate_size=704,
            num_hidden_layers=3,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=1024,
            rope_parameters=dict(
                rope_type="default", rope_theta=10000.0, mrope_section=[8, 12, 12], partial_rotary_factor=1.0
            ),
            pad_token_id=token("<|endoftext|>"),
            eos_token_id=[token("<|endoftext|>"), token("<|user|>"), token("<|observation|>")],
        ),
        vision_config=dict(
            depth=6,
            hidden_size=256,
            num_heads=4,
            out_hidden_size=256,
            intermediate_size=512,
            image_size=SIDE,
            patch_size=16,
        ),
        image_token_id=token("<|image|>"),
        video_token_id=token("<|video|>"),
        image_start_token_id=token("<|begin_of_image|>"),
        image_end_token_id=token("<|end_of_image|>"),
        video_start_token_id=token("<|begin_of_video|>"),
        video_end_token_id=token("<|end_of_video|>"),
    )
