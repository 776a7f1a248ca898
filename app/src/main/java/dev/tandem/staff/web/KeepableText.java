package dev.tandem.staff.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Refuses text in bodies with the one letter that PostgreSQL cannot keep, before it gets there. */
@Component
class KeepableText extends SimpleModule {

  private static final long serialVersionUID = 1;

  KeepableText() {
    super("keepable text");
    addDeserializer(String.class, new Reading());
  }

  private static class Reading extends StdScalarDeserializer<String> {

    Reading() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser from, DeserializationContext context) {
      String text = StringDeserializer.instance.deserialize(from, context);
      return text == null || text.indexOf('\0') < 0
          ? text
          : (String) context.handleWeirdStringValue(String.class, "", "has a letter NUL");
    }
  }
}
