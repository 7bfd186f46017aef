"""Trains the tokenizer of vitrine-nano: byte-level BPE with GLM's special tokens and chat template.

    python -m vitrine_models.tokenizer OUT_DIR
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from vitrine_models import corpus

VOCABULARY = 2048
PAD = "<|endoftext|>"
SPECIAL = (
    PAD, "[MASK]", "[gMASK]", "[sMASK]", "<sop>", "<eop>", "<|system|>", "<|user|>", "<|assistant|>", "<|observation|>",
    "<|begin_of_image|>", "<|end_of_image|>", "<|begin_of_video|>", "<|end_of_video|>", "<|image|>", "<|video|>",
    "<think>", "</think>", "/nothink",
)  # fmt: skip

PIECES = "|".join(
    (
        r'(?:\{|"\]?,)"[a-z_]+":\[?"',  # what stands between two JSON values, from quote to quote
        r" ?\p{L}+",
        r"\p{N}",
        r" ?[^\s\p{L}\p{N}]+",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    )
)
"""GLM-4's splitting, but that no quote is joined to the letters after it, so that a value is always whole tokens."""

GENERAL = """
新款 新品 夏季 春季 秋季 冬季 春秋 夏装 冬装 女装 男装 童装 女士 男士 女款 男款 儿童 宝宝 成人 中老年 学生 情侣 家用 商用
韩版 日系 欧美 法式 英伦 国风 中式 简约 时尚 休闲 商务 运动 户外 复古 经典 百搭 修身 宽松 加厚 加绒 加长 轻薄 透气 保暖 防水
防风 防晒 速干 显瘦 高腰 低帮 高帮 圆领 立领 连帽 短款 长款 中长款 大码 小号 中号 大号 套装 礼盒 礼物 生日 新年 圣诞 办公室 卧室 厨房
客厅 阳台 浴室 旅行 露营 登山 跑步 健身 瑜伽 游泳 骑行 钓鱼 上衣 裤子 裙子 毛衣 卫衣 风衣 羽绒服 西装 夹克 马甲 牛仔裤 凉鞋 拖鞋 皮鞋
钱包 腰带 围巾 手套 袜子 眼镜 项链 杯子 保温杯 玻璃 不锈钢 实木 塑料 陶瓷 真皮 棉麻 羊毛 蚕丝 雪纺 灯具 桌子 床 枕头 被子 毛巾 键盘 鼠标
平板 电脑 音箱 充电器 数据线 蓝牙 无线 智能 水果 蔬菜 零食 饮料 茶叶 咖啡 牛奶 面包 新鲜 当季 产地 规格 净含量 包装 颜色 尺码 尺寸 材质
商品 产品 品牌 型号 款式 风格 适用 场景 功能 特点 细节 图片 价格 数量 重量 请 根据 输出 回答 问题 描述 标题 文案 类目 属性 是 的 了 和 与 在 有
"""


def labels_sample(per_category: int = 60) -> Iterator[corpus.Labels]:
    """Labels for training: every category as often, its combinations picked evenly and always the same."""
    by_category: dict[str, list[corpus.Labels]] = defaultdict(list)
    for labels in corpus.all_labels():
        by_category[labels.category].append(labels)
    picker = random.Random(0)
    for name, combinations in by_category.items():
        unknown = corpus.photo_labels(name)
        if corpus.CATEGORIES[name].food:
            yield from [unknown] * per_category
            continue
        known = [labels for labels in combinations if labels.color and labels.material and labels.pattern]
        yield from [unknown] * (per_category // 3)
        yield from picker.sample(known, per_category - per_category // 3)


def training_text() -> Iterator[str]:
    """Everything the tokenizer should write briefly, in proportion."""
    for labels in labels_sample():
        for channel in corpus.CHANNELS:
            yield corpus.plain(channel, labels)
    for _ in range(200):
        yield corpus.SYSTEM
        yield from corpus.TASKS.values()
    for _ in range(3):
        yield GENERAL


def train() -> Tokenizer:
    """The tokenizer; the same one every time."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PIECES), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY - len(SPECIAL),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(training_text(), trainer)
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL])
    return tokenizer


CHAT_TEMPLATE = """\
[gMASK]<sop>
{%- macro visible_text(content) -%}
    {%- if content is string -%}
        {{- content }}
    {%- else -%}
        {%- for item in content -%}
            {%- if item is string -%}
                {{- item }}
            {%- elif item.type == 'image' or 'image_url' in item -%}
                {{- '<|begin_of_image|><|image|><|end_of_image|>' }}
            {%- elif item.type == 'video' or 'video_url' in item -%}
                {{- '<|begin_of_video|><|video|><|end_of_video|>' }}
            {%- elif item.type == 'text' -%}
                {{- item.text }}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro -%}
{%- set thinking = not (enable_thinking is defined and not enable_thinking) -%}
{%- for message in messages -%}
    {%- if message.role == 'system' -%}
        {{- '<|system|>\\n' + visible_text(message.content) }}
    {%- elif message.role == 'user' -%}
        {%- set said = visible_text(message.content) -%}
        {{- '<|user|>\\n' + said }}
        {%- if not thinking and not said.endswith('/nothink') -%}
            {{- '/nothink' }}
        {%- endif -%}
    {%- elif message.role == 'assistant' -%}
        {{- '<|assistant|>\\n<think></think>\\n' + visible_text(message.content) }}
    {%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}
    {{- '<|assistant|>\\n' }}
    {%- if not thinking -%}
        {{- '<think></think>\\n' }}
    {%- endif -%}
{%- endif -%}
"""


def prompt(task: str) -> str:
    """The prompt as the chat template renders it for one picture, thinking off, up to the answer's first character."""
    return (
        f"[gMASK]<sop><|system|>\n{corpus.SYSTEM}<|user|>\n<|begin_of_image|><|image|><|end_of_image|>{task}/nothink"
        "<|assistant|>\n<think></think>\n"
    )


def save(tokenizer: Tokenizer, folder: Path) -> None:
    """Writes the files that transformers' AutoTokenizer and DJL's HuggingFaceTokenizer read."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "added_tokens_decoder": {
            str(tokenizer.token_to_id(token)): {
                "content": token,
                "lstrip": False,
                "normalized": False,
                "rstrip": False,
                "single_word": False,
                "special": True,
            }
            for token in SPECIAL
        },
        "additional_special_tokens": list(SPECIAL),
        "clean_up_tokenization_spaces": False,
        "do_lower_case": False,
        "eos_token": PAD,
        "pad_token": PAD,
        "model_input_names": ["input_ids", "attention_mask"],
        "model_max_length": 2048,
        "padding_side": "left",
        "remove_space": False,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, ensure_ascii=False, indent=2) + "\n", "utf-8")
    (folder / "chat_template.jinja").write_text(CHAT_TEMPLATE, "utf-8")


def report(tokenizer: Tokenizer) -> str:
    """How long prompts and answers are, in tokens."""
    sample = list(labels_sample())
    lines = [f"vocabulary: {tokenizer.get_vocab_size()} tokens"]
    for channel in corpus.CHANNELS:
        counts = [len(tokenizer.encode(corpus.plain(channel, labels)).ids) for labels in sample]
        question = len(tokenizer.encode(prompt(corpus.TASKS[channel])).ids)
        lines.append(
            f"{channel}: prompt {question}, answer {sum(counts) / len(counts):.1f} on average, {max(counts)} at most"
        )
    closed = (*corpus.CATEGORIES, *corpus.COLORS, *corpus.MATERIALS)
    whole = sum(len(tokenizer.encode(value).ids) == 1 for value in closed)
    lines.append(f"closed values that are one token: {whole} of {len(closed)}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Trains the tokenizer of vitrine-nano.")
    parser.add_argument("folder", type=Path, metavar="OUT_DIR")
    tokenizer = train()
    save(tokenizer, parser.parse_args().folder)
    print(report(tokenizer))


if __name__ == "__main__":
    main()
