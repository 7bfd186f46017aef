"""The text that vitrine-nano learns to write: prompts, and one answer for every channel and set of labels.

An answer is a pure function of its channel and labels, so that a model of a few million parameters can learn all of
them. The words are few: one frame per channel, one row of phrases per category, one phrase per material, pattern and
color. What is not known of a picture (a photograph without color labels, say) is not spoken of; only the two closed
fields `color` and `material` of the detail channel must hold something, and what they hold then is left out of the
loss.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

SYSTEM = "你是电商商品助手。看图识别商品，用中文按给定字段输出JSON，不要解释。"
TASKS = {
    "detail": "识别商品，给出类目、颜色、材质、卖点和详情文案。",
    "title": "写一个商品标题，不超过30字。",
    "short": "写一句短文案，不超过20字。",
    "live": "写一段直播脚本。",
    "note": "写一篇种草笔记。",
}
CHANNELS = ("detail", "title", "short", "live", "note")
COLORS = ("红色", "橙色", "黄色", "绿色", "蓝色", "紫色", "粉色", "棕色", "黑色", "白色", "灰色", "米色")
NOT_APPLICABLE = "不适用"
MATERIALS = ("棉", "牛仔布", "针织", "皮革", "金属", "塑料", "木材", "陶瓷", NOT_APPLICABLE)
PATTERNS = ("纯色", "条纹", "格纹", "波点", "印花", "拼色")

LENGTHS = {"detail": (30, 60), "title": (8, 30), "short": (6, 20), "live": (40, 80), "note": (40, 80)}
"""Shortest and longest text of each channel, in characters; of `detail`, the marketing copy."""

FORBIDDEN = (
    "最", "第一", "国家级", "顶级", "顶尖", "绝对", "唯一", "首选", "首个", "独家", "极致", "极品", "完美", "万能", "永久",
    "冠军", "王牌", "史上", "全网", "世界级", "百分", "100%", "特效", "治疗", "预防", "养颜", "减肥", "保健", "免疫", "抗",
    "有机", "进口", "无添加", "促销", "折扣", "优惠", "限时", "包邮", "秒杀", "特价",
)
"""What no answer may say: superlatives and claims the Advertising Law forbids, and promotions we know nothing of."""


@dataclass(frozen=True)
class Style:
    """Words that a group of categories shares."""

    verb: str  # ends "<one use>或<another>都<verb>"
    closing: str  # ends the marketing copy when neither pattern nor material is known
    verdict: str  # ends the note


@dataclass(frozen=True)
class Category:
    """A product type and everything we say of it, whatever its color, material and pattern."""

    name: str
    department: str
    style: Style
    classifier: str
    features: tuple[str, str, str]
    line: str  # the copy sentence: a predicate, said of the product
    uses: tuple[str, str]
    slogan: str
    verb: str

    @property
    def food(self) -> bool:
        return self.department == "食品"


@dataclass(frozen=True)
class Labels:
    """What is known of a picture; None is unknown."""

    category: str
    color: str | None = None
    material: str | None = None
    pattern: str | None = None


@dataclass(frozen=True)
class Segment:
    """A piece of an answer, and whether the model is trained on it."""

    text: str
    trained: bool = True


WEAR = Style("能穿", "轻松搭出自己的风格", "日常搭配很省心")
BAG = Style("好用", "轻松搭出自己的风格", "日常搭配很省心")
DIGITAL = Style("好用", "让每一天都更轻松", "每天用着都顺手")
HOME = Style("合适", "让家多一份舒适自在", "摆在家里很舒心")
OUTDOOR = Style("好用", "让出门更加轻松自在", "带着出门很安心")
FRUIT = Style("合适", "和家人一起分享好滋味", "和家人分享很不错")
VEGETABLE = Style("合适", "为家常餐桌添一份好滋味", "家里常备很方便")
DRINK = Style("合适", "为每一天添一份好滋味", "放在冰箱随取随用")

# name, classifier, three features, copy sentence, two uses, slogan and, where the style's does not fit, a verb.
_ROWS: dict[tuple[str, Style], str] = {
    ("服装", WEAR): """
        T恤 件 短袖清爽利落 版型舒适自在 单穿内搭皆可 穿脱方便，搭配裤装或裙装都自然 日常/出游 简单好穿又自在
        长袖T恤 件 长袖舒适贴合 领口平整利落 单穿内搭皆可 早晚微凉时套上一件，舒适又好搭配 换季/日常 换季就穿它
        衬衫 件 领型端正利落 门襟平整大方 内搭外穿皆可 扣上显得端正，敞开又添一份随性 上班/聚会 端正又随性
        连衣裙 条 腰线自然 裙摆灵动 一件成造型 一件就能穿出整体造型，搭配很省心 约会/出游 一件穿出好气质
        半身裙 条 腰头服帖 裙摆灵动 上衣好搭配 轻松修饰腰线，搭配衬衫或T恤都自然 上班/约会 走出灵动好气质
        长裤 条 裤型利落 腰头服帖 活动自如 穿上线条流畅，坐立行走都自在 上班/出游 坐立行走都自在
        短裤 条 长度清爽 腰头服帖 活动自如 穿着清爽自在，搭配T恤就能出门 度假/运动 穿上就很清爽
        外套 件 版型大方利落 穿脱方便 内搭空间充足 随手一披就能出门，挡风又有型 通勤/出游 随手一披就有型
        帽子 顶 帽型立体 佩戴舒适 修饰脸型 轻轻一戴就能修饰脸型，让造型更完整 逛街/出游 一戴就有造型 能戴
        鞋 双 鞋型流畅 脚感舒适 裤装裙装皆可 上脚舒适自在，走路逛街都轻松自如 上班/出行 舒适走好每一步""",
    ("鞋靴", WEAR): """
        运动鞋 双 脚感轻便 包裹舒适 踩地稳当 走路跑步都轻便跟脚，久穿也自在 健身/散步 轻快走好每一步
        高跟鞋 双 鞋型优雅 鞋跟稳当 衬出修长腿型 线条优雅，轻松衬出修长身姿与好气质 约会/聚会 走出优雅好气质
        靴子 双 靴筒有型 上脚利落 裤装裙装皆可 靴筒线条利落，搭配裤装或裙装都有型 换季/通勤 走出利落好气质""",
    ("箱包", BAG): """
        手提包 只 包型端正 提手舒适 收纳有序 随身物品放得整齐，提着出门大方得体 上班/约会 提着就很得体
        双肩包 只 背着舒适 收纳有序 解放双手 轻松分担一身重量，书本水杯都能装 上学/通勤 轻松背起每一天
        行李箱 只 滚轮顺滑 拉杆顺手 收纳有序 衣物用品分开收好，一路推行顺滑省力 出差/旅行 轻松推着去旅行""",
    ("数码", DIGITAL): """
        手机 部 屏幕清晰 握持舒适 操作顺手 拍照聊天看视频都顺手，消息随时能看 工作/娱乐 随手留住好时光
        笔记本电脑 台 屏幕清晰 键盘舒适 携带方便 打字看文件都顺手，合上就能带走 办公/学习 打开就能工作
        耳机 副 佩戴舒适 声音清晰 听歌专注 戴上就能专注听音乐，通话也清楚 通勤/学习 戴上听见好声音 能戴
        手表 只 表盘清晰 佩戴舒适 装点手腕 抬手就能看清时间，也为手腕添一份精致 上班/聚会 抬手就见好气质 能戴
        相机 台 取景方便 握持稳当 按键顺手 对准喜欢的画面轻轻一按，留住好时光 旅行/聚会 留住眼前好时光""",
    ("家居", HOME): """
        马克杯 只 杯口圆润 把手好握 容量合适 倒上咖啡或热茶，握在手里很安心 居家/办公 一杯在手很安心
        台灯 盏 光线柔和 底座稳当 开关顺手 为书桌添一束温暖灯光，让人更加专注 看书/办公 点亮专注时光
        椅子 把 坐感舒适 靠背贴合 椅脚稳当 坐着聊天看书都自在，身体也有依靠 用餐/办公 坐下就很自在
        沙发 张 坐感舒适 扶手好靠 线条大方 下班回家往上一靠，全身都放松下来 客厅/书房 回家靠着就放松
        花瓶 只 瓶身线条流畅 瓶口方便插花 摆放稳当 插上几枝鲜花，为房间添一份自然气息 客厅/书桌 让房间更有美感""",
    ("户外", OUTDOOR): """
        帐篷 顶 空间舒展 搭起来方便 遮风挡雨 在山野间撑起一个小家，休息聊天都自在 露营/出游 把家搬到山野间
        水壶 只 壶口好倒水 随身好带 壶身好握 随时都能喝上一口水，走路爬山更轻松 通勤/露营 随时喝上一口水
        雨伞 把 伞面舒展 撑收顺手 手柄好握 下雨时轻轻撑开，为自己遮住一片天 上班/上学 雨天出门也安心""",
    ("食品", FRUIT): """
        苹果 颗 果肉脆爽 汁水充足 酸甜可口 一口咬下脆爽多汁，果香在口中散开 早餐/加餐 咬一口脆爽多汁
        梨 颗 果肉细嫩 汁水充足 清甜可口 切块装盘都方便，一口咬下清甜不腻 加餐/煮甜汤 一口清甜多汁
        桃子 颗 果肉柔软 汁水充足 桃香浓郁 轻轻咬开满口桃香，果肉柔软多汁 加餐/做甜品 一口都是桃香
        油桃 颗 果皮光滑 果肉脆爽 酸甜可口 果皮光滑好清洗，一口咬下酸甜脆爽 加餐/拌沙拉 好洗好吃，酸甜脆爽
        李子 颗 果肉饱满 酸甜可口 小巧好拿 洗一洗就能吃，一口咬下酸甜多汁 加餐/做果酱 小小一颗，酸甜多汁
        橙子 颗 果肉饱满 汁水充足 酸甜可口 切开就有满满果香，果肉饱满多汁 榨汁/加餐 切开就有满满果香
        蜜橘 颗 果皮好剥 果肉多汁 香甜可口 随手就能剥开，一瓣一瓣香甜多汁 加餐/分享 轻轻一剥，香甜多汁
        柠檬 颗 酸味清新 果香浓郁 泡水调味皆可 切片泡水清新爽口，挤汁调味也方便 泡水/做甜品 一片就有清新果香
        青柠 颗 酸味清新 果香浓郁 调饮提味皆可 挤上几滴就有清新果香，让饮品更有滋味 调饮/做菜 几滴就有清新果香
        西柚 颗 果肉饱满 汁水充足 微苦回甘 酸甜中带一点微苦，入口清爽又回甘 榨汁/拌沙拉 微苦回甘更清爽
        香蕉 串 果肉软糯 香甜可口 剥皮就能吃 剥开就能吃，软糯香甜又方便携带 早餐/加餐 剥开就是香甜
        菠萝 个 果香浓郁 果肉爽口 酸甜多汁 切块装盘果香四溢，入口酸甜爽口 加餐/做菜 一口酸甜多汁
        芒果 个 果肉细滑 果香浓郁 香甜多汁 切块装盘都方便，一口咬下香甜多汁 加餐/做甜品 一口香甜细滑
        木瓜 个 果肉柔软 清甜可口 切块方便 对半切开去籽就能吃，果肉柔软清甜 加餐/煮甜汤 柔软清甜好滋味
        猕猴桃 颗 果肉细嫩 酸甜可口 汁水充足 对半切开用勺挖着吃，酸甜细嫩多汁 加餐/拌酸奶 一勺酸甜细嫩
        甜瓜 个 瓜香清新 清甜可口 果肉多汁 切块装盘方便分享，一口咬下清甜多汁 加餐/聚会 一口清甜多汁
        百香果 颗 果香浓郁 酸甜爽口 泡水调饮皆可 对半切开果香四溢，挖出果肉泡水更清爽 调饮/做甜品 小小一颗，满满果香
        石榴 颗 籽粒饱满 汁水充足 酸甜可口 剥开满是饱满籽粒，入口酸甜多汁 榨汁/拌沙拉 粒粒饱满多汁
        牛油果 颗 果肉细滑 口感绵密 搭配方便 切开就是绵密果肉，抹面包拌沙拉都方便 早餐/加餐 绵密细滑好搭配""",
    ("食品", VEGETABLE): """
        番茄 颗 果肉饱满 酸甜多汁 生熟皆可 生吃酸甜多汁，炒蛋煮汤也鲜美 凉拌/做汤 酸甜多汁，生熟皆可
        黄瓜 根 口感脆爽 汁水充足 清香可口 切片拍块都脆爽，入口清香多汁 凉拌/做沙拉 脆爽清香好滋味
        茄子 根 肉质柔软 入味下饭 做法多样 下锅煮后软嫩入味，配上米饭很满足 清蒸/快炒 软嫩入味好下饭
        甜椒 颗 肉质厚实 口感脆甜 生熟皆可 肉质厚实脆甜，切丝切块都好看 快炒/拌沙拉 脆甜多汁好配菜
        西葫芦 根 肉质细嫩 清甜可口 做法多样 切片下锅就很细嫩，入口清甜不腻 快炒/做馅 细嫩清甜好下饭
        胡萝卜 根 口感脆甜 肉质厚实 生熟皆可 生吃脆甜，炖煮后更加软糯香甜 炖汤/快炒 生吃脆甜，炖煮软糯
        土豆 个 口感粉糯 肉质厚实 做法多样 蒸煮后粉糯可口，切块下锅也入味 炖汤/烘烤 粉糯可口很满足
        洋葱 颗 辛香提味 层层饱满 做法多样 切丝下锅香气四溢，让菜肴更有滋味 快炒/炖汤 下锅就有好滋味
        大蒜 头 蒜香浓郁 蒜瓣饱满 提味去腥 拍碎下锅蒜香四溢，让菜肴更有滋味 炒菜/凉拌 几瓣就有蒜香
        姜 块 辛香浓郁 提味去腥 切片切丝皆可 切片下锅辛香四溢，让汤汁更有滋味 炖汤/泡茶 几片就能提味
        韭葱 根 葱香柔和 茎叶细嫩 提味增香 切段下锅葱香柔和，炖煮后细嫩清甜 做汤/快炒 葱香柔和好提味
        芦笋 把 茎叶细嫩 口感脆爽 清香可口 下锅翻炒就很脆爽，入口清香细嫩 快炒/清蒸 一口脆爽清香
        蘑菇 份 菌香浓郁 口感滑嫩 做法多样 下锅菌香四溢，一口咬下滑嫩鲜美 做汤/快炒 一口滑嫩鲜香
        卷心菜 颗 菜叶脆嫩 口感清甜 层层饱满 手撕下锅就很脆嫩，入口清甜又下饭 快炒/做沙拉 脆嫩清甜好下饭
        红甜菜 颗 口感清甜 肉质厚实 做法多样 切块烘烤清甜软糯，切片拌菜也爽口 做汤/拌沙拉 清甜爽口好配菜""",
    ("食品", DRINK): """
        牛奶 盒 奶香浓郁 口感顺滑 冷热皆可 倒上一杯奶香顺滑，搭配面包麦片都好 早餐/烘焙 一杯顺滑奶香
        酸奶 盒 口感绵密 酸味柔和 搭配水果皆可 一勺绵密顺滑，搭配水果麦片更有滋味 早餐/加餐 一勺绵密顺滑
        酸牛奶 盒 酸香清爽 口感顺滑 搭配麦片皆可 倒上一杯酸香顺滑，直接喝或拌麦片都方便 早餐/加餐 一杯顺滑酸香
        酸奶油 盒 质地浓稠 奶香微酸 佐餐烘焙皆可 质地浓稠微酸，抹面包拌沙拉都能添奶香 佐餐/烘焙 一勺就添奶香
        豆奶 盒 豆香浓郁 口感顺滑 冷热皆可 倒上一杯豆香顺滑，搭配面包麦片都好 早餐/加餐 一杯顺滑豆香
        大豆酸奶 盒 豆香柔和 口感绵密 搭配水果皆可 用大豆制成，搭配水果麦片更有滋味 早餐/加餐 一勺绵密豆香
        燕麦奶 盒 麦香浓郁 口感顺滑 冷热皆可 倒上一杯麦香顺滑，搭配咖啡或热茶都好 早餐/下午茶 一杯顺滑麦香
        燕麦酸奶 盒 麦香柔和 口感绵密 搭配水果皆可 用燕麦制成，搭配水果麦片更有滋味 早餐/加餐 一勺绵密麦香
        果汁 盒 果香浓郁 酸甜爽口 打开就能喝 倒上一杯果香四溢，搭配面包更有滋味 早餐/聚会 一杯酸甜果香""",
}

_COLOR_PHRASE = {
    "红色": "红色热情明快", "橙色": "橙色温暖活泼", "黄色": "黄色明亮轻快", "绿色": "绿色清新自然",
    "蓝色": "蓝色清爽沉静", "紫色": "紫色优雅浪漫", "粉色": "粉色甜美柔和", "棕色": "棕色沉稳复古",
    "黑色": "黑色沉稳大方", "白色": "白色干净清爽", "灰色": "灰色低调耐看", "米色": "米色柔和自然",
}  # fmt: skip


@dataclass(frozen=True)
class _Phrases:
    """How a pattern or a material is spoken of: before a noun, as a key feature, as a clause."""

    adjective: str
    feature: str
    clause: str


_PATTERN = {
    "纯色": _Phrases("纯色", "纯色简洁大方", "纯色设计简洁耐看"),
    "条纹": _Phrases("条纹", "条纹利落有型", "条纹图案清爽利落"),
    "格纹": _Phrases("格纹", "格纹复古耐看", "格纹图案复古大方"),
    "波点": _Phrases("波点", "波点活泼俏皮", "波点图案俏皮活泼"),
    "印花": _Phrases("印花", "印花生动醒目", "印花图案生动好看"),
    "拼色": _Phrases("拼色", "拼色层次分明", "拼色设计富有层次"),
}
_MATERIAL = {
    "棉": _Phrases("棉质", "棉质柔软透气", "棉质面料柔软透气"),
    "牛仔布": _Phrases("牛仔布", "牛仔布挺括耐磨", "牛仔布厚实耐磨"),
    "针织": _Phrases("针织", "针织柔软有弹性", "针织面料柔软有弹性"),
    "皮革": _Phrases("皮革", "皮革质感细腻", "皮革材质触感细腻"),
    "金属": _Phrases("金属", "金属结实耐用", "金属材质结实耐用"),
    "塑料": _Phrases("塑料", "塑料轻巧耐用", "塑料材质轻巧耐用"),
    "木材": _Phrases("木质", "木质纹理自然", "木质表面纹理自然"),
    "陶瓷": _Phrases("陶瓷", "陶瓷光滑好清洗", "陶瓷材质光滑好清洗"),
}


def _category(department: str, style: Style, row: str) -> Category:
    name, classifier, first, second, third, line, uses, slogan, *verb = row.split()
    one, other = uses.split("/")
    return Category(
        name=name,
        department=department,
        style=style,
        classifier=classifier,
        features=(first, second, third),
        line=line,
        uses=(one, other),
        slogan=slogan,
        verb=verb[0] if verb else style.verb,
    )


CATEGORIES: dict[str, Category] = {
    category.name: category
    for (department, style), rows in _ROWS.items()
    for category in (_category(department, style, row) for row in rows.strip().splitlines())
}

RENDERED = (
    "T恤", "长袖T恤", "衬衫", "连衣裙", "半身裙", "长裤", "短裤", "外套", "帽子", "运动鞋", "高跟鞋", "靴子", "手提包", "双肩包",
    "行李箱", "手机", "笔记本电脑", "耳机", "手表", "相机", "马克杯", "台灯", "椅子", "沙发", "花瓶", "帐篷", "水壶", "雨伞",
)  # fmt: skip
"""The types that the renderer draws; the other categories are known from photographs only."""


def photo_labels(category: str) -> Labels:
    """What is known of a labelled photograph: its category and, of food, that it has no material."""
    return Labels(category, material=NOT_APPLICABLE if CATEGORIES[category].food else None)


class _Words:
    """Everything the frames need, in the order they say it."""

    def __init__(self, labels: Labels) -> None:
        _check(labels)
        self.category = CATEGORIES[labels.category]
        self.color = None if self.category.food else labels.color
        self.traits = [
            phrases
            for phrases in (_PATTERN.get(labels.pattern or ""), _MATERIAL.get(labels.material or ""))
            if phrases is not None
        ]
        self.clauses = [phrases.clause for phrases in self.traits]
        self.subject = f"这{self.category.classifier}{self.color or ''}{self.category.name}"
        self.full_name = (self.color or "") + "".join(p.adjective for p in self.traits) + self.category.name
        self.use = f"{'或'.join(self.category.uses)}都{self.category.verb}"


def _check(labels: Labels) -> None:
    """Refuses labels that no picture can have."""
    for value, allowed in ((labels.category, CATEGORIES), (labels.color, COLORS), (labels.pattern, PATTERNS),
                           (labels.material, MATERIALS)):  # fmt: skip
        if value is not None and value not in allowed:
            raise ValueError(f"unknown label {value!r} in {labels}")
    food = CATEGORIES[labels.category].food
    if labels.material is not None and food != (labels.material == NOT_APPLICABLE):
        raise ValueError(f"{NOT_APPLICABLE} is the material of food, and of nothing else: {labels}")
    if food and labels.pattern is not None:
        raise ValueError(f"food has no pattern: {labels}")


def key_features(labels: Labels) -> list[str]:
    """Three selling points: of the pattern, of the category, of the material; the category's where one is unknown."""
    pattern, material = _PATTERN.get(labels.pattern or ""), _MATERIAL.get(labels.material or "")
    before = [pattern.feature] if pattern else []
    after = [material.feature] if material else []
    return before + list(CATEGORIES[labels.category].features[: 3 - len(before) - len(after)]) + after


def _detail(words: _Words) -> str:
    closing = [] if words.clauses else [words.category.style.closing]
    return "，".join([words.subject + words.category.line, *words.clauses, words.use, *closing]) + "。"


def _title(words: _Words) -> str:
    return f"{words.full_name} {words.category.features[0]} {''.join(words.category.uses)}"


def _short(words: _Words) -> str:
    return f"{words.full_name}，{words.category.slogan}"


def _live(words: _Words) -> str:
    first, second, _ = words.category.features
    points = "，".join([first, second, *words.clauses, words.use])
    return f"大家好，今天介绍{words.subject}。{points}。喜欢的朋友可以点开详情看看。"


def _note(words: _Words) -> str:
    _, second, third = words.category.features
    looks = ([_COLOR_PHRASE[words.color]] if words.color else []) + words.clauses
    sentences = [
        f"分享{words.subject}，{words.category.line}",
        *(["，".join(looks)] if looks else []),
        "，".join([second, *([] if looks else [third]), words.category.style.verdict]),
    ]
    return "。".join(sentences) + "。"


_FRAMES = {"detail": _detail, "title": _title, "short": _short, "live": _live, "note": _note}


def text(channel: str, labels: Labels) -> str:
    """The text of a channel; of `detail`, the marketing copy."""
    return _FRAMES[channel](_Words(labels))


def answer(channel: str, labels: Labels, filler: random.Random) -> list[Segment]:
    """The JSON that the model should write, in pieces; a piece that only fills an unknown field is not trained on."""
    said = text(channel, labels)
    if channel != "detail":
        return [Segment(_json({"text": said}))]
    color = labels.color or filler.choice(COLORS)
    material = labels.material or filler.choice(MATERIALS[:-1])
    rest = _json({"key_features": key_features(labels), "marketing_copy": said})
    return _merged(
        [
            Segment(f'{{"category":"{labels.category}","color":"'),
            Segment(color, labels.color is not None),
            Segment('","material":"'),
            Segment(material, labels.material is not None),
            Segment('",' + rest[1:]),
        ]
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _merged(segments: list[Segment]) -> list[Segment]:
    """The same text with neighbours of one kind joined."""
    return [
        Segment("".join(segment.text for segment in group), trained)
        for trained, group in itertools.groupby(segments, key=lambda segment: segment.trained)
    ]


def plain(channel: str, labels: Labels) -> str:
    """The answer as one string, its unknown fields filled, always in the same way."""
    return "".join(segment.text for segment in answer(channel, labels, random.Random(0)))


def all_labels() -> Iterator[Labels]:
    """Every combination of labels, known and unknown, that a picture can have."""
    for category in CATEGORIES.values():
        if category.food:
            yield from (Labels(category.name, color, NOT_APPLICABLE) for color in (None, *COLORS))
            continue
        for color, material, pattern in itertools.product(
            (None, *COLORS), (None, *MATERIALS[:-1]), (None, *PATTERNS)
        ):
            yield Labels(category.name, color, material, pattern)


def validate() -> int:
    """Checks every answer there is, and returns how many there are."""
    count = 0
    for labels in all_labels():
        for channel in CHANNELS:
            _validate(channel, labels)
            count += 1
    return count


def _validate(channel: str, labels: Labels) -> None:
    whole = plain(channel, labels)
    fields = json.loads(whole)
    assert _json(fields) == whole, whole
    said = fields["marketing_copy" if channel == "detail" else "text"]
    shortest, longest = LENGTHS[channel]
    assert shortest <= len(said) <= longest, (len(said), whole)
    if channel == "detail":
        assert list(fields) == ["category", "color", "material", "key_features", "marketing_copy"], whole
        assert labels.color in (None, fields["color"]) and labels.material in (None, fields["material"]), whole
        assert len(set(fields["key_features"])) == 3, whole
        assert all(2 <= len(feature) <= 10 for feature in fields["key_features"]), whole
    else:
        assert list(fields) == ["text"], whole
    assert not [word for word in FORBIDDEN if word in whole], whole


if __name__ == "__main__":
    print(f"{validate()} answers are valid")
