package io.vitrine.serve;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.hive.service.rpc.thrift.THandleIdentifier;

/** By what a client names a session or a statement of its own. */
record Handle(UUID id) {
  static Handle next() {
    return new Handle(UUID.randomUUID());
  }

  static Handle of(THandleIdentifier sent) {
    ByteBuffer bytes = ByteBuffer.wrap(sent.getGuid());
    return bytes.remaining() == Long.BYTES * 2
        ? new Handle(new UUID(bytes.getLong(), bytes.getLong()))
        : next();
  }

  /** As it is sent. The protocol wants a secret beside it, which nobody looks at. */
  THandleIdentifier sent() {
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES * 2)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return new THandleIdentifier(ByteBuffer.wrap(bytes), ByteBuffer.wrap(bytes.clone()));
  }
}
