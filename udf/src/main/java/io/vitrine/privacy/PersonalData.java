package io.vitrine.privacy;

/** Kinds of personal data that are looked for. */
public enum PersonalData {
  URL("网址"),
  EMAIL("邮箱"),
  ID_CARD("身份证号"),
  BANK_CARD("银行卡号"),
  HANDLE("社交账号"),
  MOBILE("手机号"),
  LANDLINE("电话号码"),
  PASSPORT("证件号"),
  PLATE("车牌号");

  private final String mask;

  PersonalData(String name) {
    this.mask = "[" + name + "]";
  }

  /** What stands in a text in its place. */
  public String mask() {
    return mask;
  }
}
