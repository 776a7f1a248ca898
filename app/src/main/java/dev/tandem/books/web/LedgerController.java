package dev.tandem.books.web;

import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.shared.RecordRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The Ledger page: how practice and ledger stand, and what needs somebody. */
@Controller
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class LedgerController {

  private static final int AT_ONCE = 50;

  private final LedgerHeads heads;
  private final Conflicts conflicts;
  private final RecordNames names;
  private final OrganisationNames organisations;

  LedgerController(
      LedgerHeads heads, Conflicts conflicts, RecordNames names, OrganisationNames organisations) {
    this.heads = heads;
    this.conflicts = conflicts;
    this.names = names;
    this.organisations = organisations;
  }

  /**
   * A field in dispute in words.
   *
   * @param organisation with whom; null where there is only one
   */
  public record Dispute(
      String name,
      String word,
      String path,
      String field,
      @Nullable String agreed,
      String ours,
      String theirs,
      @Nullable String organisation,
      Instant since) {}

  @GetMapping("/ledger/conflicts")
  String conflicts(Model model) {
    List<Conflicts.Open> open = conflicts.open(AT_ONCE);
    var named = names.of(open.stream().map(it -> new RecordRef(it.kind(), it.record())).toList());
    var known = organisations.known();
    model.addAttribute("conflicts", open.stream().map(it -> dispute(it, named, known)).toList());
    return tab("conflicts", model);
  }

  private static Dispute dispute(
      Conflicts.Open it, Map<RecordRef, Named> names, OrganisationNames.Known known) {
    Named named = Objects.requireNonNull(names.get(new RecordRef(it.kind(), it.record())));
    return new Dispute(
        named.name(),
        named.word(),
        named.path(),
        it.field(),
        it.agreed(),
        it.ours(),
        it.theirs(),
        known.name(it.tenant()),
        it.raisedAt());
  }

  @GetMapping("/ledger/help")
  String help(Model model) {
    return tab("help", model);
  }

  /** The head alone, asked for again by open pages when something changed. */
  @GetMapping("/ledger/head")
  String head(Model model) {
    model.addAttribute("head", heads.current());
    return "ledger/head :: head";
  }

  private String tab(String tab, Model model) {
    model.addAttribute("head", heads.current());
    return "ledger/" + tab;
  }
}
