package io.vitrine.serve;

import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.apache.hive.service.rpc.thrift.TCLIServiceConstants;
import org.apache.hive.service.rpc.thrift.TPrimitiveTypeEntry;
import org.apache.hive.service.rpc.thrift.TTypeDesc;
import org.apache.hive.service.rpc.thrift.TTypeEntry;
import org.apache.hive.service.rpc.thrift.TTypeId;
import org.apache.hive.service.rpc.thrift.TTypeQualifierValue;
import org.apache.hive.service.rpc.thrift.TTypeQualifiers;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** A type of columns as HiveServer2's protocol and JDBC know it. */
enum HiveType {
  BOOLEAN(TTypeId.BOOLEAN_TYPE, Types.BOOLEAN, 1),
  TINYINT(TTypeId.TINYINT_TYPE, Types.TINYINT, 3),
  SMALLINT(TTypeId.SMALLINT_TYPE, Types.SMALLINT, 5),
  INT(TTypeId.INT_TYPE, Types.INTEGER, 10),
  BIGINT(TTypeId.BIGINT_TYPE, Types.BIGINT, 19),
  FLOAT(TTypeId.FLOAT_TYPE, Types.FLOAT, 7),
  DOUBLE(TTypeId.DOUBLE_TYPE, Types.DOUBLE, 15),
  DECIMAL(TTypeId.DECIMAL_TYPE, Types.DECIMAL, DecimalType.MAX_PRECISION()),
  STRING(TTypeId.STRING_TYPE, Types.VARCHAR, Integer.MAX_VALUE),
  BINARY(TTypeId.BINARY_TYPE, Types.BINARY, Integer.MAX_VALUE),
  DATE(TTypeId.DATE_TYPE, Types.DATE, 10),
  TIMESTAMP(TTypeId.TIMESTAMP_TYPE, Types.TIMESTAMP, 29),
  ARRAY(TTypeId.ARRAY_TYPE, Types.ARRAY, Integer.MAX_VALUE),
  MAP(TTypeId.MAP_TYPE, Types.JAVA_OBJECT, Integer.MAX_VALUE),
  STRUCT(TTypeId.STRUCT_TYPE, Types.STRUCT, Integer.MAX_VALUE);

  private static final int MOST_TIMESTAMP_DIGITS = 6;

  private final TTypeId id;
  private final int jdbcType;
  private final int precision;

  HiveType(TTypeId id, int jdbcType, int precision) {
    this.id = id;
    this.jdbcType = jdbcType;
    this.precision = precision;
  }

  /** What a column of Spark's type becomes; what has no type of its own there is text. */
  static HiveType of(DataType type) {
    if (type instanceof BooleanType) {
      return BOOLEAN;
    } else if (type instanceof ByteType) {
      return TINYINT;
    } else if (type instanceof ShortType) {
      return SMALLINT;
    } else if (type instanceof IntegerType) {
      return INT;
    } else if (type instanceof LongType) {
      return BIGINT;
    } else if (type instanceof FloatType) {
      return FLOAT;
    } else if (type instanceof DoubleType) {
      return DOUBLE;
    } else if (type instanceof DecimalType) {
      return DECIMAL;
    } else if (type instanceof BinaryType) {
      return BINARY;
    } else if (type instanceof DateType) {
      return DATE;
    } else if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return TIMESTAMP;
    } else if (type instanceof ArrayType) {
      return ARRAY;
    } else if (type instanceof MapType) {
      return MAP;
    } else if (type instanceof StructType) {
      return STRUCT;
    } else {
      return STRING;
    }
  }

  /** The type as a result's description has it. */
  static TTypeDesc description(DataType type) {
    TPrimitiveTypeEntry entry = new TPrimitiveTypeEntry(of(type).id);
    if (type instanceof DecimalType decimal) {
      entry.setTypeQualifiers(
          new TTypeQualifiers(
              Map.of(
                  TCLIServiceConstants.PRECISION,
                  TTypeQualifierValue.i32Value(decimal.precision()),
                  TCLIServiceConstants.SCALE,
                  TTypeQualifierValue.i32Value(decimal.scale()))));
    }

    return new TTypeDesc(List.of(TTypeEntry.primitiveEntry(entry)));
  }

  /** Of {@link Types}. */
  int jdbcType() {
    return jdbcType;
  }

  /** Digits or characters at most. */
  int precision() {
    return precision;
  }

  boolean isNumber() {
    return compareTo(TINYINT) >= 0 && compareTo(DECIMAL) <= 0;
  }

  /** Whether its values are sent as text. */
  boolean isText() {
    return compareTo(DECIMAL) >= 0 && this != BINARY;
  }

  boolean isNested() {
    return compareTo(ARRAY) >= 0;
  }

  /** Digits of a column's values, or their characters; null where that says nothing. */
  static Integer size(DataType type) {
    HiveType known = of(type);
    if (type instanceof DecimalType decimal) {
      return decimal.precision();
    }

    return known.isNumber() || known == DATE || known == TIMESTAMP ? known.precision : null;
  }

  /** Digits after the point; null where there are none. */
  static Integer scale(DataType type) {
    if (type instanceof DecimalType decimal) {
      return decimal.scale();
    }

    return switch (of(type)) {
      case TINYINT, SMALLINT, INT, BIGINT -> 0;
      case FLOAT, DOUBLE -> of(type).precision;
      case TIMESTAMP -> MOST_TIMESTAMP_DIGITS;
      default -> null;
    };
  }
}
