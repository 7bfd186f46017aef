"""The corpus says only what is known, within its limits; the tokenizer cuts it where the decoder needs it cut."""

from __future__ import annotations

import csv
import functools
import json
import random
from pathlib import Path

from tokenizers import Tokenizer

from vitrine_models import corpus, tokenizer
from vitrine_models.corpus import CATEGORIES, CHANNELS, COLORS, MATERIALS, PATTERNS, Labels, answer, plain, text

PHOTOS = Path(__file__).parents[4] / "shared/data/photos-train/labels.csv"
RENDERED_DRESS = Labels("连衣裙", "红色", "棉", "条纹")


@functools.cache
def trained() -> Tokenizer:
    return tokenizer.train()


@functools.cache
def every_answer() -> frozenset[str]:
    return frozenset(plain(channel, labels) for labels in corpus.all_labels() for channel in CHANNELS)


def pieces(said: str) -> list[str]:
    return [said[start:end] for start, end in trained().encode(said).offsets]


def test_every_combination_is_valid() -> None:
    assert corpus.validate() == 5 * (29 * 13 * 9 * 7 + 43 * 13)


def test_vocabularies() -> None:
    assert len(CATEGORIES) == 72 and len(corpus.RENDERED) == 28 and set(corpus.RENDERED) <= set(CATEGORIES)
    assert (len(COLORS), len(MATERIALS), len(PATTERNS)) == (12, 9, 6)


def test_every_photographed_category_is_known() -> None:
    if not PHOTOS.exists():
        return
    with PHOTOS.open(encoding="utf-8") as rows:
        assert all(CATEGORIES[row["category"]].department == row["department"] for row in csv.DictReader(rows))


def test_categories_differ() -> None:
    for channel in CHANNELS:
        assert len({text(channel, corpus.photo_labels(name)) for name in CATEGORIES}) == len(CATEGORIES)
    assert len({category.line for category in CATEGORIES.values()}) > 60


def test_answers_are_deterministic() -> None:
    for labels in tokenizer.labels_sample(8):
        for channel in CHANNELS:
            assert plain(channel, labels) == plain(channel, labels)
            trained_parts = {
                tuple(part.text for part in answer(channel, labels, random.Random(seed)) if part.trained)
                for seed in range(5)
            }
            assert len(trained_parts) == 1


def test_forbidden_words() -> None:
    for said in every_answer():
        assert not any(word in said for word in corpus.FORBIDDEN), said


def test_text_speaks_of_what_is_known_and_of_nothing_else() -> None:
    for labels in corpus.all_labels():
        if CATEGORIES[labels.category].food:
            continue
        for channel in CHANNELS:
            said = text(channel, labels)
            for value in COLORS:
                assert (value in said) == (value == labels.color), (labels, said)
            for value in PATTERNS:
                assert (value in said) == (value == labels.pattern), (labels, said)
    for name in CATEGORIES:
        for channel in CHANNELS:
            said = text(channel, corpus.photo_labels(name)).replace(name, "")
            assert not any(value in said for value in (*COLORS, *MATERIALS, *PATTERNS)), said


def test_key_features() -> None:
    features = CATEGORIES["连衣裙"].features
    assert corpus.key_features(RENDERED_DRESS) == ["条纹利落有型", features[0], "棉质柔软透气"]
    assert corpus.key_features(Labels("连衣裙")) == list(features)


def test_unknown_values_are_masked() -> None:
    assert all(part.trained for part in answer("detail", RENDERED_DRESS, random.Random(1)))
    for labels, masked in (
        (Labels("连衣裙"), [COLORS, MATERIALS[:-1]]),
        (Labels("连衣裙", "红色"), [MATERIALS[:-1]]),
        (corpus.photo_labels("牛奶"), [COLORS]),
    ):
        for seed in range(20):
            parts = answer("detail", labels, random.Random(seed))
            json.loads("".join(part.text for part in parts))
            left_out = [part.text for part in parts if not part.trained]
            assert len(left_out) == len(masked)
            assert all(value in allowed for value, allowed in zip(left_out, masked, strict=True))
        for channel in CHANNELS[1:]:
            assert all(part.trained for part in answer(channel, labels, random.Random(1)))


def test_impossible_labels_are_refused() -> None:
    for labels in (Labels("牛奶", None, "棉"), Labels("连衣裙", None, "不适用"), Labels("车"), Labels("鞋", "金色")):
        try:
            answer("detail", labels, random.Random(0))
        except ValueError:
            continue
        raise AssertionError(labels)


def test_tokenizer_is_deterministic_and_small() -> None:
    assert trained().to_str() == tokenizer.train().to_str()
    assert trained().get_vocab_size() <= tokenizer.VOCABULARY
    vocabulary = trained().get_vocab(with_added_tokens=False)
    assert all(letter in vocabulary for letter in tokenizer.pre_tokenizers.ByteLevel.alphabet())
    last = len(vocabulary)
    assert [trained().token_to_id(token) for token in tokenizer.SPECIAL] == list(range(last, last + 19))


def test_round_trip() -> None:
    random_text = random.Random(0)
    samples = ["", " ", "a  b\n\n c\t", "Ünïcödé ✓ 🙂👩‍👩‍👧 𠮷", "\x00\x7f", "</think>x", "2024年新款 iPhone 15 Pro，¥5,999"]
    samples += ["".join(chr(random_text.choice((*range(1, 0xD800), 0x1F600))) for _ in range(40)) for _ in range(200)]
    for said in [*samples, *every_answer()]:
        assert trained().decode(trained().encode(said).ids, skip_special_tokens=False) == said


def test_no_token_straddles_the_edge_of_a_closed_value() -> None:
    for labels in corpus.all_labels():
        said = plain("detail", labels)
        fields = json.loads(said)
        cuts = {end for _, end in trained().encode(said).offsets}
        at = 0
        for name in ("category", "color", "material"):
            start = said.index(f'"{name}":"', at) + len(name) + 4
            at = start + len(fields[name])
            assert start in cuts and at in cuts, (name, pieces(said))


def test_segments_may_be_encoded_one_by_one() -> None:
    for name in CATEGORIES:
        parts = answer("detail", corpus.photo_labels(name), random.Random(3))
        apart = [token for part in parts for token in trained().encode(part.text).ids]
        assert apart == trained().encode("".join(part.text for part in parts)).ids


def test_closed_values_are_single_tokens() -> None:
    for value in (*CATEGORIES, *COLORS, *MATERIALS):
        assert len(trained().encode(value).ids) == 1, value


def test_chat_template(tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    tokenizer.save(trained(), tmp_path)
    loaded = AutoTokenizer.from_pretrained(tmp_path)
    assert loaded.pad_token_id == trained().token_to_id("<|endoftext|>") and len(loaded) == tokenizer.VOCABULARY
    for task in corpus.TASKS.values():
        turns = [
            {"role": "system", "content": corpus.SYSTEM},
            {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": task}]},
        ]
        said = loaded.apply_chat_template(turns, tokenize=False, add_generation_prompt=True, enable_thinking=False)
        assert said == tokenizer.prompt(task)
        assert loaded(said)["input_ids"] == trained().encode(said).ids
        assert loaded.decode(loaded(said)["input_ids"]) == said
