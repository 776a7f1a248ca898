package dev.tandem.simulator.accounting.where;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Stored values as expressions compute with them. */
final class Values {
  private Values() {}

  static Type type(Field field) {
    return switch (field.type()) {
      case TEXT -> Type.TEXT;
      case GUID -> Type.ID;
      case NUMBER -> Type.NUMBER;
      case DATE -> Type.DATE;
      case FLAG -> Type.FLAG;
    };
  }

  /** An empty text counts as none, a flag that was never set as false. */
  static @Nullable Object read(Type type, JsonNode node) {
    if (type == Type.FLAG) {
      return node.asBoolean(false);
    }
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return switch (type) {
      case NUMBER -> node.isNumber() ? node.decimalValue() : null;
      case ID -> text(node.asString("").toLowerCase(Locale.ROOT));
      case DATE -> text(sortable(node.asString("")));
      case OBJECT -> node;
      default -> text(node.asString(""));
    };
  }

  private static @Nullable String text(String value) {
    return value.isEmpty() ? null : value;
  }

  /** Days are stored as 2026-11-20, moments as 2026-11-20T10:00:00.000Z. */
  private static String sortable(String stored) {
    return stored.length() == 10 ? stored + "T00:00:00.000Z" : stored;
  }
}
