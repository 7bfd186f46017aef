"""Makes the labelled lines for PersonalDataFilterTest: python make_lines.py (no packages needed).

Every number, name and address is drawn by a seeded generator; none is taken from anybody. A label
stands around what it is about: ⟦MOBILE|138 0013 8000⟧. Two parts: tuning.txt, on which the rules
were made, and held_out.txt, with sentences and spellings of its own, on which they were not.
hard.txt beside them is written by hand.
"""

import pathlib
import random

GOODS = "纯棉T恤 连衣裙 双肩包 保温杯 运动鞋 蓝牙耳机 行李箱 羊毛大衣 台灯 不粘锅 瑜伽垫 机械键盘 儿童推车 遮阳帽 手机壳 车载支架 电动牙刷 茶具套装".split()
LOOKS = "简约 宽松 加厚 轻便 复古 透气 防水 ins风 轻奢 百搭 速干 磨砂".split()
PREFIXES = "130 131 132 133 135 136 137 138 139 147 150 151 152 155 156 157 158 159 166 171 173 175 176 177 178 180 181 182 183 185 186 187 188 189 191 193 198 199".split()
AREAS8 = "010 020 021 022 023 024 025 027 028 029 0571 0755 0512 0769 0757 0532 0898 0851".split()
AREAS7 = "0771 0931 0951 0971".split()
REGIONS = "110101 310104 440305 330106 510107 420111 610113 320505 350203 370202 210102 500112".split()
BINS = [("622202", 19), ("622848", 19), ("621700", 19), ("622588", 16), ("622909", 18), ("625919", 16), ("436742", 19), ("512425", 16), ("356880", 16), ("955880", 19), ("603694", 17)]
PROVINCES = "京沪粤浙苏鲁川鄂渝闽"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
FULL = {chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)}


def full_width(text):
    return "".join(FULL.get(c, "\u3000" if c == " " else c) for c in text)


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def digits(self, n):
        return "".join(self.r.choice("0123456789") for _ in range(n))

    def goods(self):
        return self.r.choice(LOOKS) + self.r.choice(GOODS)

    def mobile(self):
        return self.r.choice(PREFIXES) + self.digits(8)

    def area(self):
        return (self.r.choice(AREAS8), 8) if self.r.random() < 0.8 else (self.r.choice(AREAS7), 7)

    def local(self, n):
        return self.r.choice("5678" if n == 8 else "68") + self.digits(n - 1)

    def id_card(self):
        day = "%04d%02d%02d" % (self.r.randint(1950, 2008), self.r.randint(1, 12), self.r.randint(1, 28))
        body = self.r.choice(REGIONS) + day + self.digits(3)
        total = sum(int(d) * (2 ** (17 - i)) for i, d in enumerate(body))
        return body + "10X98765432"[total % 11]

    def wrong_id_card(self):
        right = self.id_card()
        wrong = [c for c in "0123456789" if c != right[-1]]
        return right[:-1] + self.r.choice(wrong)

    def card(self, luhn=True):
        prefix, length = self.r.choice(BINS)
        body = prefix + self.digits(length - len(prefix) - 1)
        total = 0
        for i, d in enumerate(reversed(body)):
            n = int(d) * (2 if i % 2 == 0 else 1)
            total += n - 9 if n > 9 else n
        check = (10 - total % 10) % 10
        return body + str(check if luhn else (check + self.r.randint(1, 9)) % 10)

    def name(self):
        return "".join(self.r.choice("abcdefghijkmnpqrstuvwxyz") for _ in range(self.r.randint(4, 9)))

    def handle(self):
        return self.name() + self.r.choice(["_", "-", ""]) + self.r.choice(["", self.digits(2), self.digits(4)]) + "x" * 2

    def email(self, at="@"):
        return self.name() + self.digits(self.r.randint(0, 3)) + at + self.r.choice(
            ["qq.com", "163.com", "gmail.com", "example.cn", "mail.example.com", "126.com", "outlook.com"])

    def plate(self, gap=""):
        kind = self.r.random()
        if kind < 0.6:
            rest = self.digits(5)
        elif kind < 0.8:
            rest = self.r.choice(LETTERS) + self.digits(4)
        else:
            rest = "D" + self.digits(5)
        return self.r.choice(PROVINCES) + self.r.choice("ABCDEFGH") + gap + rest

    def passport(self):
        return self.r.choice(["E" + self.digits(8), "G" + self.digits(8), "E" + self.r.choice("ABCDEFGH") + self.digits(7)])

    def url(self):
        host = self.name() + self.r.choice([".com", ".cn", ".com.cn", ".net", ".shop", ".top"])
        return self.r.choice(["https://", "http://", "www.", "https://www."]) + host + self.r.choice(
            ["", "/", "/item?id=" + self.digits(6), "/p/" + self.digits(5) + ".html"])


def split(text, *lengths, by=" "):
    parts, at = [], 0
    for n in lengths:
        parts.append(text[at:at + n])
        at += n
    return by.join(parts + [text[at:]] if at < len(text) else parts)


def mark(kind, text):
    return "⟦%s|%s⟧" % (kind, text)


def drawn(m):
    """Goods, a mobile number, an area code, the digits of a number there, an identity card, a bank card."""
    return m.goods(), m.mobile(), *m.area(), m.id_card(), m.card()


def tuning_positive(m):
    g, n, area, size, i, c = drawn(m)
    by = m.r.choice([" ", "-"])
    return [
        f"{g}厂家直销，联系{mark('MOBILE', n)}",
        f"{g} 批发热线：{mark('MOBILE', split(n, 3, 4, by=by))} 张先生",
        f"{g}Tel:{mark('MOBILE', n)}可定制",
        f"{g}加盟电话{mark('MOBILE', full_width(n))}",
        f"{g}咨询 {mark('MOBILE', '+86 ' + split(n, 3, 4, by=by))}",
        f"{g}，拨打{mark('MOBILE', '0086' + n)}有优惠",
        f"【{g}】{mark('MOBILE', ' '.join(n))}",
        f"{g}售后{mark('LANDLINE', area + '-' + m.local(size))}",
        f"{g} 客服电话：{mark('LANDLINE', '(' + area + ')' + m.local(size))}",
        f"{g}公司总机 {mark('LANDLINE', area + ' ' + m.local(size))} 转各部门",
        f"{g}全国服务{mark('LANDLINE', '400-' + split(m.r.choice('68') + m.digits(6), 3, by='-'))}",
        f"{g}座机{mark('LANDLINE', full_width(area + '-' + m.local(size)))}",
        f"{g}实名购买，身份证号{mark('ID_CARD', i)}",
        f"收件人身份证：{mark('ID_CARD', split(i, 6, 8, by=' '))}，商品{g}",
        f"{g}清关身份证{mark('ID_CARD', full_width(i))}",
        f"{g}打款卡号{mark('BANK_CARD', c)}",
        f"{g}定金转{mark('BANK_CARD', split(c, 4, 4, 4, by=' '))}建行",
        f"{g}收款账户：{mark('BANK_CARD', full_width(c))}",
        f"{g}询价邮箱{mark('EMAIL', m.email())}",
        f"{g} contact {mark('EMAIL', m.email())} for wholesale",
        f"{g}邮件：{mark('EMAIL', full_width(m.email()))}",
        f"{g}邮箱 {mark('EMAIL', m.email('(at)'))}",
        f"{g}购买人护照号{mark('PASSPORT', m.passport())}",
        f"{g}，passport no. {mark('PASSPORT', m.passport())}",
        f"{g}送货车牌{mark('PLATE', m.plate())}",
        f"{g}自提 {mark('PLATE', m.plate('·'))} 停车场B2",
        f"{g}加微信{mark('HANDLE', m.handle() + '9')}领券",
        f"{g}微信号：{mark('HANDLE', m.handle())}",
        f"{g} VX:{mark('HANDLE', m.handle())}",
        f"{g}客服QQ{mark('HANDLE', m.r.choice('123456789') + m.digits(m.r.randint(5, 9)))}",
        f"{g}QQ群：{mark('HANDLE', m.r.choice('123456789') + m.digits(8))}进群有礼",
        f"{g}官网{mark('URL', m.url())}",
        f"{g} 详情 {mark('URL', m.url())} 限时",
    ]


def tuning_negative(m):
    g = m.goods()
    r = m.r
    return [
        f"{g} 尺码 {' '.join(str(s) for s in range(r.randint(34, 36), 45))}",
        f"{g}S M L XL 2XL 3XL，胸围{r.randint(88, 96)}-{r.randint(100, 120)}cm",
        f"{g}到手价{r.randint(19, 1999)}.{r.randint(10, 99)}元，原价{r.randint(2000, 9999)}",
        f"{g}货号{m.mobile()}",
        f"{g} SKU：{m.digits(13)}",
        f"{g}款号 {r.choice('ABEGT')}{m.digits(8)}",
        f"{g}条形码69{m.digits(11)}",
        f"{g}生产日期2026-{r.randint(10, 12)}-{r.randint(10, 28)}，保质期36个月",
        f"{g}{r.randint(2020, 2026)}年{r.randint(1, 12)}月{r.randint(1, 28)}日上新",
        f"{g}尺寸{r.randint(10, 200)}×{r.randint(10, 200)}×{r.randint(10, 200)}mm 容量{r.randint(1, 30)}L",
        f"{g} {r.randint(8, 16)}+{r.choice([128, 256, 512])}GB {r.randint(4000, 6000)}mAh 5G",
        f"{g}订单号{m.digits(18)}",
        f"{g}月销{r.randint(10000, 999999)}+，好评率99.{r.randint(1, 9)}%",
        f"{g}No.{r.randint(1, 99)} {r.choice('ABC')}{r.randint(100, 9999)}系列",
        f"{g}支持微信支付，QQ音乐联名款",
        f"{g}@2x 高清大图，16:9 宽屏 1920*1080",
        f"{g}适合1.{r.randint(50, 90)}m-1.{r.randint(50, 90)}m，体重{r.randint(80, 120)}-{r.randint(121, 180)}斤",
        f"{g}型号 {r.choice(['WH', 'XM', 'GT', 'K'])}-{m.digits(4)}{r.choice('ABX')}",
        f"{g}面料成分 95%棉 5%氨纶 {r.randint(150, 320)}g/㎡",
        f"{g}执行标准 GB/T {m.digits(5)}-20{r.randint(10, 24)} FZ/T {m.digits(5)}-2019",
    ]


def tuning_positive_2(m):
    g, n, area, size, i, c = drawn(m)
    by = m.r.choice([".", " ", "-", " - "])
    return [
        f"需要{g}的亲打这个{mark('MOBILE', split(n, 3, 4, by=by))}，量大从优",
        f"{mark('MOBILE', n)}（微信同号）{g}一件代发",
        f"{g}／手机 {mark('MOBILE', full_width(split(n, 3, 4, by='-')))}／包邮",
        f"{g} mob {mark('MOBILE', '+86' + n)}",
        f"找李姐拿货{mark('MOBILE', split(n, 4, 4, by=' '))}{g}",
        f"{g}，有问题请联系{mark('MOBILE', split(n, 3, 4, by=chr(0x200b)))}。",
        f"厂里电话{mark('LANDLINE', area + m.local(size))}，主营{g}",
        f"{g} Tel {mark('LANDLINE', '+86-' + area[1:] + '-' + m.local(size))}",
        f"{g}，传真：{mark('LANDLINE', area + '—' + m.local(size))}",
        f"{g}订购专线{mark('LANDLINE', '400 ' + split(m.r.choice('68') + m.digits(6), 3, by=' '))}",
        f"{g}店面（{mark('LANDLINE', area + '-' + split(m.local(size), size - 4, by=' '))}）",
        f"姓名王某某 {mark('ID_CARD', i)} 代购{g}",
        f"{g}报关用{mark('ID_CARD', split(i, 6, 4, 4, by='-'))}即可",
        f"持卡人证件{mark('ID_CARD', i.lower())}；{g}",
        f"{g}尾款付到工行{mark('BANK_CARD', split(c, 4, 4, 4, by='-'))}（对公）",
        f"农行 {mark('BANK_CARD', c)} 户名见店铺，{g}",
        f"{g}样品费打卡{mark('BANK_CARD', split(c, 6, by=' '))}",
        f"来图定制{g}请发{mark('EMAIL', m.email())}，三天打样",
        f"{g}；E-mail：{mark('EMAIL', m.email('＠'))}",
        f"<{mark('EMAIL', m.email())}> {g}",
        f"{g} 出境旅客 护照：{mark('PASSPORT', m.passport())}",
        f"因私护照{mark('PASSPORT', full_width(m.passport()))}可购{g}免税",
        f"{g}配送员驾驶{mark('PLATE', m.plate())}",
        f"{g}车主{mark('PLATE', m.plate('-'))}定制款",
        f"挪车请看{mark('PLATE', full_width(m.plate()))}，{g}",
        f"{g}想要的加V：{mark('HANDLE', m.handle())}",
        f"{g}wechat: {mark('HANDLE', m.handle())} 秒回",
        f"薇信 {mark('HANDLE', m.handle())}，{g}代理价",
        f"{g}企鹅号{mark('HANDLE', m.r.choice('123456789') + m.digits(8))}",
        f"{g}扣扣：{mark('HANDLE', full_width(m.r.choice('123456789') + m.digits(7)))}",
        f"点击{mark('URL', m.url())}查看{g}",
        f"{g}（{mark('URL', m.url())}）同款",
        f"{g}淘口令打不开就上{mark('URL', m.name() + m.r.choice(['.com', '.cn', '.com/a' + m.digits(3)]))}看",
    ]


def tuning_negative_2(m):
    g = m.goods()
    r = m.r
    return [
        f"{g}均码，衣长{r.randint(60, 80)} 肩宽{r.randint(38, 50)} 袖长{r.randint(18, 60)} 下摆{r.randint(90, 120)}",
        f"{g}￥{r.randint(100, 999)}.00-￥{r.randint(1000, 1999)}.00 满300减40 上不封顶",
        f"{g}商品编码：1{m.digits(10)}",
        f"批次号2026{m.digits(8)} {g}合格",
        f"{g}，快递单号{m.digits(15)}，勿拍",
        f"ISBN 978-7-{m.digits(3)}-{m.digits(5)}-{r.randint(0, 9)} 赠{g}",
        f"{g}双11预售{r.randint(10, 12)}.{r.randint(1, 30)}-{r.randint(10, 12)}.{r.randint(1, 30)} 20:00开抢",
        f"{g}A4 B5 A3纸通用 {r.randint(70, 120)}g 500张×5包",
        f"{g} iPhone {r.randint(12, 17)} Pro Max / Mate {r.randint(40, 70)} / Y{r.randint(100, 900)} 通用",
        f"{g}微信小程序下单更快，关注公众号领券",
        f"{g}买2送1 3件8折 第2件0元 {r.randint(1, 9)}.{r.randint(1, 9)}折封顶",
        f"{g}额定功率{r.randint(1000, 2400)}W 电压220V~50Hz 容量{r.randint(1, 5)}.{r.randint(1, 9)}L",
        f"{g}经典1995款 复刻版 限量{r.randint(100, 5000)}件 编号{m.digits(4)}",
        f"{g}色号#{m.digits(3)} RAL {m.digits(4)} 潘通 {m.digits(2)}-{m.digits(4)}",
        f"{g}适配 R{r.randint(14, 20)} {r.randint(165, 255)}/{r.randint(45, 70)} 轮胎 新B{m.digits(3)}款",
        f"{g}{m.wrong_id_card()}",
        f"{g} 流水号{m.card(luhn=False)}",
        f"{g}QQ弹弹 0脂肪 12粒*{r.randint(2, 8)}盒 净含量{r.randint(100, 900)}克",
        f"{g}专利号ZL20{r.randint(18, 25)}3{m.digits(7)}.{r.randint(0, 9)}",
        f"{g}尺码对照 {' '.join(str(140 + 5 * k) for k in range(8))} 建议拍大一码",
    ]


def tuning_positive_3(m):
    g = m.goods()
    n, o, (area, size) = m.mobile(), m.mobile(), m.area()
    i, c = m.id_card(), m.card()
    digit = m.r.choice("123456789")
    return [
        f"{mark('MOBILE', n)}王经理专营{g}",
        f"{g}【团购】{mark('MOBILE', split(n, 3, 4))}、{mark('MOBILE', o)}",
        f"有意者电{mark('MOBILE', n)}。{g}",
        f"{g} Phone: {mark('MOBILE', '+86 ' + n)} Amy",
        f"留言或发短信到{mark('MOBILE', full_width(n))}，备注{g}",
        f"{g}打样请呼{mark('MOBILE', split(n, 3, 4, by='.'))}，周末休息",
        f"店主{mark('MOBILE', split(n, 3, 4, by='—'))}，{g}",
        f"{g}经销处{mark('LANDLINE', area + '-' + m.local(size))}/{mark('MOBILE', n)}",
        f"办公电话 {mark('LANDLINE', area + ' ' + m.local(size))}　{g}",
        f"{g} Fax: {mark('LANDLINE', '0086-' + area[1:] + '-' + m.local(size))}",
        f"{g}投诉{mark('LANDLINE', '400-' + split(m.r.choice('68') + m.digits(6), 3, by='-'))}，24小时",
        f"{g}厂部（{mark('LANDLINE', area + '-' + m.local(size))}）门市",
        f"实名认证信息：{mark('ID_CARD', i)}，购{g}一件",
        f"{g}，身份证件 {mark('ID_CARD', split(i, 6, 8, by='-'))}",
        f"海淘{g}需上传身份证{mark('ID_CARD', i)}正反面",
        f"{g}货款请汇{mark('BANK_CARD', c)}，备注姓名",
        f"退款账号【{mark('BANK_CARD', split(c, 4, 4, 4))}】{g}",
        f"储蓄卡：{mark('BANK_CARD', c)}；商品：{g}",
        f"{g}发票寄到{mark('EMAIL', m.email())}即可",
        f"Mail {mark('EMAIL', m.email())} / {g} OEM",
        f"{g}合作{mark('EMAIL', m.email('＠'))}！",
        f"游客护照号 {mark('PASSPORT', m.passport())}，免税{g}",
        f"Passport {mark('PASSPORT', m.passport())} duty free {g}",
        f"{g}安装师傅车号{mark('PLATE', m.plate())}已出发",
        f"{g}送到楼下，{mark('PLATE', m.plate('·'))}白色货车",
        f"私家车{mark('PLATE', m.plate(' '))}专用{g}",
        f"{g}要折扣加微{mark('HANDLE', m.handle() + '8')}",
        f"{g}客服微信 {mark('HANDLE', m.handle())}（工作日）",
        f"WeChat ID: {mark('HANDLE', m.handle())} {g}",
        f"{g}售后QQ:{mark('HANDLE', digit + m.digits(8))}",
        f"{g}讨论qq群{mark('HANDLE', digit + m.digits(8))}",
        f"扫码或访问{mark('URL', m.url())}领{g}券",
        f"{g}视频见{mark('URL', m.name() + m.r.choice(['.com/v/', '.cn/s/', '.tv/']) + m.digits(4))}。",
    ]


def tuning_negative_3(m):
    g = m.goods()
    r = m.r
    return [
        f"{g}库存{r.randint(1000, 99999)}件 起订量{r.randint(10, 500)} 单价{r.randint(5, 99)}.{r.randint(10, 99)}",
        f"{g}四件套 被套200x230cm 床单230×250cm 枕套48*74cm",
        f"{g} 货品编号 {m.mobile()} 现货",
        f"{g}SKU#{m.digits(18)}",
        f"吊牌价1599.00 折后{r.randint(100, 999)}.00 {g} 断码清仓 S/155 M/160 L/165 XL/170",
        f"{g}UPC 0{m.digits(11)}",
        f"{g}活动时间2026.11.01 00:00-2026.11.11 23:59:59",
        f"{g} 2.4GHz/5GHz 双频 Wi-Fi 6 IEEE 802.11ax",
        f"{g}净重{r.randint(1, 9)}.{m.digits(2)}kg 毛重{r.randint(10, 20)}.{m.digits(2)}kg 外箱{r.randint(30, 90)}*{r.randint(30, 90)}*{r.randint(30, 90)}cm",
        f"{g}第{r.randint(1, 9)}代 升级版 V{r.randint(1, 9)}.{r.randint(0, 9)}.{r.randint(0, 9)} 固件",
        f"{g}24期免息 每期{r.randint(50, 500)}.{m.digits(2)}元 总价{m.digits(4)}",
        f"{g}证书号 CN{m.digits(12)} 3C认证20{m.digits(14)}",
        f"{g}型号E{m.digits(8)}（黑）",
        f"{g}电子秤 量程0-{r.randint(100, 200)}kg 精度0.{m.digits(3)} AAA电池×4",
        f"{g}12色 24色 36色 48色 72色 120色 马克笔套装",
        f"{g}新款A{m.digits(3)} 旧款B{m.digits(3)} 对比图",
        f"{g}QQ糖口味 可配微信表情包贴纸 {r.randint(10, 99)}张",
        f"{g}{r.randint(1950, 1999)}-{r.randint(2000, 2026)} 周年纪念 全球{m.digits(4)}枚",
        f"{g}长{m.digits(3)}宽{m.digits(3)}高{m.digits(3)} 承重{m.digits(3)}斤",
        f"{g}流水线编号{m.wrong_id_card()}",
    ]


def held_out_positive(m):
    g, n, area, size, i, c = drawn(m)
    digit = m.r.choice("123456789")
    return [
        f"亲，{g}补差价请联系店长 {mark('MOBILE', n)} 备注尾号",
        f"{g}|包安装|师傅电话|{mark('MOBILE', split(n, 3, 4))}",
        f"{g}招代理☎{mark('MOBILE', n)}☎",
        f"给{mark('MOBILE', split(n, 3, 4, by='-'))}发尺寸，{g}一天出货",
        f"{g}批发商城总店 {mark('LANDLINE', area + '-' + m.local(size))} 分店同价",
        f"TEL：{mark('LANDLINE', '(' + area + ') ' + m.local(size))} {g}",
        f"{g}报修{mark('LANDLINE', '400 ' + split(m.r.choice('68') + m.digits(6), 3))}",
        f"会员{mark('ID_CARD', i)}已领取{g}",
        f"保价需提供身份证号码:{mark('ID_CARD', split(i, 6, 8))}，{g}",
        f"{g}工资卡{mark('BANK_CARD', c)}代扣",
        f"汇款至 {mark('BANK_CARD', split(c, 4, 4, 4))}，留言{g}",
        f"投稿{mark('EMAIL', m.email())}赢{g}",
        f"{g}外贸询盘：{mark('EMAIL', m.email())}；交期15天",
        f"{g}代办登记，护照 {mark('PASSPORT', m.passport())}，三日内取",
        f"{g}试驾礼 {mark('PLATE', m.plate())} 到店领取",
        f"停车登记{mark('PLATE', m.plate('·'))}，送{g}",
        f"私信太慢，直接加我微信{mark('HANDLE', m.handle() + '6')}，{g}秒发",
        f"vx：{mark('HANDLE', m.handle())}；{g}",
        f"{g}粉丝QQ群{mark('HANDLE', digit + m.digits(8))}满员",
        f"{g}教程地址：{mark('URL', m.url())}",
        f"本店唯一网址{mark('URL', m.name() + m.r.choice(['.com', '.com.cn', '.net']))}，谨防假冒{g}",
    ]


def held_out_negative(m):
    g = m.goods()
    r = m.r
    return [
        f"{g}预计{r.randint(10, 12)}月{r.randint(1, 30)}日-{r.randint(1, 30)}日发货，72小时内",
        f"{g}宽度{m.digits(2)}.{m.digits(1)} 厚度0.{m.digits(2)} 单位厘米 误差1-3",
        f"{g}物料码{m.digits(11)}",
        f"{g}追溯编码：{m.digits(20)}",
        f"{g} 2XL(130-145斤) 3XL(145-160斤) 4XL(160-175斤)",
        f"{g}限时价{r.randint(10, 99)}9.00 券后{r.randint(10, 99)}.90 已拼{m.digits(5)}件",
        f"{g}1000ml+500ml+300ml 三只装 食品级304/316",
        f"{g}保质期至2028-{r.randint(10, 12)}-{r.randint(10, 28)} 批号L2026{m.digits(4)}",
        f"{g}微信公众号同款，QQ浏览器壁纸联名",
        f"{g}G{m.digits(4)} 高铁模型 E{r.randint(1, 9)} 复兴号 CR400AF",
        f"{g}适用机型 MX{m.digits(3)} TS{m.digits(4)} LBP{m.digits(4)} 硒鼓",
        f"{g}中国风 1:1 复刻 长安12时辰 限{m.digits(3)}套",
    ]


def write(name, seed, rounds_positive, rounds_negative, positive, negative):
    m = Maker(seed)
    lines = [line for make in positive for _ in range(rounds_positive) for line in make(m)]
    lines += [line for make in negative for _ in range(rounds_negative) for line in make(m)]
    m.r.shuffle(lines)
    (pathlib.Path(__file__).parent / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(lines), "lines")


if __name__ == "__main__":
    write(
        "tuning.txt",
        20261123,
        4,
        7,
        (tuning_positive, tuning_positive_2, tuning_positive_3),
        (tuning_negative, tuning_negative_2, tuning_negative_3),
    )
    write("held_out.txt", 271828, 16, 30, (held_out_positive,), (held_out_negative,))
