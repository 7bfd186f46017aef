package io.vitrine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.PictureException;
import io.vitrine.error.VitrineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputSchemaTest {
  private static final String SCHEMA =
      """
      {"type": "object", "description": "d",
       "properties": {
         "kind": {"type": "string", "enum": ["a", "b"]},
         "tags": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 2},
                  "minItems": 1, "maxItems": 2},
         "text": {"type": "string", "minLength": 1, "maxLength": 3}},
       "required": ["kind", "tags", "text"], "additionalProperties": false}
      """;

  private final OutputSchema schema = OutputSchema.parse("s", SCHEMA, "s.json");

  @Test
  void fieldsKeepTheirOrder() {
    assertThat(schema.fields())
        .containsExactly(
            new Field.Choice("kind", List.of("a", "b")),
            new Field.TextList("tags", 1, 2, 1, 2),
            new Field.Text("text", 1, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"maxLength\": 3 | \"maxLength\": 3, \"pattern\": \"x\" | pattern",
        "\"maxItems\": 2 | \"maxItems\": 2, \"uniqueItems\": true | uniqueItems",
        "\"description\": \"d\" | \"oneOf\": [] | oneOf",
        "\"additionalProperties\": false | \"additionalProperties\": true | additionalProperties",
        "\"maxLength\": 3 | \"title\": \"t\" | text.maxLength is missing",
        "[\"kind\", \"tags\", \"text\"] | [\"kind\"] | tags",
        "\"type\": \"array\" | \"type\": \"number\" | number",
        "[\"a\", \"b\"] | [\"a\", \"a\"] | kind.enum",
        "\"kind\": {\"type\" | \"kind\": {\"typ\" | kind",
      })
  void whatDecodingCannotKeepIsAnErrorThatNamesItAndTheFile(
      String part, String instead, String named) {
    assertThatThrownBy(() -> OutputSchema.parse("s", SCHEMA.replace(part, instead), "conf/s.json"))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("conf/s.json")
        .hasMessageContaining(named);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> OutputSchema.load(Path.of("nowhere/x.json")))
        .isInstanceOf(VitrineException.class)
        .hasMessageContaining("nowhere/x.json");
  }

  @Test
  void annotationsDoNotChangeThePromise() {
    String described = SCHEMA.replace("\"description\": \"d\",", "\"title\": \"other\",");

    assertThat(OutputSchema.parse("s", described, "").canonicalJson())
        .isEqualTo(schema.canonicalJson())
        .doesNotContain("description");
  }

  @Test
  void aPropertyMayBeCalledLikeAnAnnotation() {
    String title = SCHEMA.replace("\"text\"", "\"title\"");

    assertThat(OutputSchema.parse("s", title, "").canonicalJson()).contains("\"title\"");
  }

  @Test
  void aRightAnswerGivesItsValuesInTheSchemasOrder() throws PictureException {
    assertThat(schema.validate("{\"text\":\"棉𠀀！\",\"kind\":\"b\",\"tags\":[\"x\",\"yz\"]}"))
        .containsExactly(
            Map.entry("kind", "b"),
            Map.entry("tags", List.of("x", "yz")),
            Map.entry("text", "棉𠀀！"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"kind\":\"a\",\"tags\":[\"x\"]}",
        "{\"kind\":\"c\",\"tags\":[\"x\"],\"text\":\"t\"}",
        "{\"kind\":\"a\",\"tags\":[],\"text\":\"t\"}",
        "{\"kind\":\"a\",\"tags\":[\"x\",\"y\",\"z\"],\"text\":\"t\"}",
        "{\"kind\":\"a\",\"tags\":[\"xyz\"],\"text\":\"t\"}",
        "{\"kind\":\"a\",\"tags\":[1],\"text\":\"t\"}",
        "{\"kind\":\"a\",\"tags\":[\"x\"],\"text\":\"long\"}",
        "{\"kind\":\"a\",\"tags\":[\"x\"],\"text\":null}",
        "{\"kind\":\"a\",\"tags\":[\"x\"],\"text\":\"t\",\"more\":1}",
        "{\"kind\":\"a\",\"kind\":\"a\",\"tags\":[\"x\"],\"text\":\"t\"}",
        "{\"kind\":\"a\",\"tags\":[\"x\"],\"text\":\"t\"}}",
        "{\"kind\":\"a\",\"tags\":[\"x\"],\"text\":\"t\"",
      })
  void aWrongAnswerIsInvalid(String answer) {
    assertThatThrownBy(() -> schema.validate(answer))
        .isInstanceOfSatisfying(
            PictureException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_INVALID));
  }
}
