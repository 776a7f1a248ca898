package dev.tandem.books.web;

import dev.tandem.books.alerts.Menders;
import dev.tandem.books.outbox.GoneDocuments;
import dev.tandem.books.refusals.Step;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Permission;
import dev.tandem.staff.SignedIn;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what helps a record, and who may do it. */
@Component
class Remedies {

  private final Menders menders;
  private final GoneDocuments gone;

  Remedies(Menders menders, GoneDocuments gone) {
    this.gone = gone;
    this.menders = menders;
  }

  /** For one page: who may do what is looked up once, however many rows say it. */
  OfPage ofPage() {
    return new OfPage(menders::whoMay, gone::isTheirs);
  }

  /** For a file that names nobody: what helps does not depend on who asks for it. */
  OfPage ofFile() {
    return new OfPage(_ -> "", gone::isTheirs);
  }

  /** What helps, for as many records as are shown together. */
  static final class OfPage {

    private final Map<Set<Permission>, String> known = new HashMap<>();
    private final Function<Set<Permission>, String> whoMay;
    private final Predicate<RecordRef> isTheirs;

    private OfPage(Function<Set<Permission>, String> whoMay, Predicate<RecordRef> isTheirs) {
      this.isTheirs = isTheirs;
      this.whoMay = whoMay;
    }

    /** What helps against these words; null if nobody has met them yet. */
    @Nullable Help against(@Nullable String words, RecordRef record, Named named) {
      Remedy remedy = Remedy.against(words, record.kind());
      if (remedy != null && remedy.step() == Step.GONE && isTheirs.test(record)) {
        remedy = Remedy.ofTheirs();
      }
      if (words == null || remedy == null) {
        return null;
      }
      Set<Permission> needed = remedy.needs(record.kind());
      return new Help(
          remedy,
          remedy.refusal().told(words),
          remedy.path(record.kind(), record.id(), named),
          mayDo(needed) ? null : known.computeIfAbsent(needed, whoMay));
    }
  }

  private static boolean mayDo(Set<Permission> needed) {
    return SignedIn.current().map(it -> needed.stream().allMatch(it::may)).orElse(true);
  }
}
