package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The mirror of each kind. */
@Component
class RecordMirrors {

  private final Map<Kind, RecordMirror> mirrors;

  RecordMirrors(List<RecordMirror> mirrors) {
    this.mirrors =
        new EnumMap<>(
            mirrors.stream().collect(Collectors.toMap(RecordMirror::kind, Function.identity())));
  }

  RecordMirror of(Kind kind) {
    return Objects.requireNonNull(mirrors.get(kind));
  }
}
