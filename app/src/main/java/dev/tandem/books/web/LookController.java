package dev.tandem.books.web;

import dev.tandem.books.look.LookNow;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** Looking in Xero now, on a record's page: when it was last done, whether it is under way. */
@Controller
@RequestMapping("/ledger/story/{kind}/{id}/look")
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class LookController {

  private final LookNow looks;
  private final OwnRecords own;
  private final RecordNames names;

  LookController(LookNow looks, OwnRecords own, RecordNames names) {
    this.looks = looks;
    this.own = own;
    this.names = names;
  }

  /** A part of the record's story; a page of its own for whoever has no scripts. */
  @GetMapping
  String look(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    return draw(own.standing(kind, id).record(), htmx, null, model);
  }

  @PostMapping
  String ask(
      @PathVariable String kind,
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model,
      HttpServletResponse response) {
    RecordRef record = own.standing(kind, id).record();
    try {
      looks.ask(record);
    } catch (Refused e) {
      if (htmx == null) {
        response.setStatus(HttpStatus.CONFLICT.value());
      }
      return draw(record, htmx, e.getMessage(), model);
    }
    return htmx == null
        ? "redirect:/ledger/story/" + record.kind() + "/" + record.id() + "/look"
        : draw(record, htmx, null, model);
  }

  private String draw(
      RecordRef record, @Nullable String htmx, @Nullable String refused, Model model) {
    model.addAttribute("record", record);
    model.addAttribute("named", Objects.requireNonNull(names.of(List.of(record)).get(record)));
    model.addAttribute("lookable", looks.isFor(record));
    model.addAttribute("look", looks.of(record));
    model.addAttribute("lookRefused", refused);
    // By itself it changes only as a part of the record's story.
    model.addAttribute("alone", htmx == null);
    return htmx == null ? "ledger/look" : "ledger/look :: look";
  }
}
