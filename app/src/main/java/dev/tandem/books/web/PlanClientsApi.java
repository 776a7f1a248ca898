package dev.tandem.books.web;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.mirror.Choices.Choice;
import dev.tandem.books.mirror.Classification.Standing;
import dev.tandem.books.mirror.Twin;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.plan.PlanLine;
import dev.tandem.books.plan.Plans;
import dev.tandem.books.plan.Twins;
import dev.tandem.practice.clients.ClientId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who of our clients is who in the ledger, one by one, for programs that bring their own pages. */
@RestController
@RequestMapping("/api/v1/ledger/connections/{id}/plan/clients")
@Tag(name = "Ledger plan")
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class PlanClientsApi {

  private final Plans plans;
  private final Twins twins;

  PlanClientsApi(Plans plans, Twins twins) {
    this.plans = plans;
    this.twins = twins;
  }

  /**
   * @param outcome what becomes of the client if the plan is started as it stands; absent: it waits
   * @param decided whether a person said so
   */
  record Line(
      String client,
      String name,
      Standing standing,
      @Nullable Contact contact,
      int others,
      boolean contested,
      @Nullable Choice outcome,
      boolean decided) {}

  /**
   * @param evidence what speaks for it
   */
  record Contact(
      String ledgerId,
      String name,
      String email,
      @Nullable String phone,
      boolean archived,
      List<Twin.Evidence> evidence) {}

  record Page(List<Line> items, int page, int size, boolean more) {}

  @GetMapping
  @Operation(summary = "The clients in the plan, by name")
  Page clients(
      @PathVariable BindingId id,
      @RequestParam(required = false) @Nullable Standing standing,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "50") int size) {
    int asked = Math.max(1, page);
    int most = Math.clamp(size, 1, 100);
    List<Line> items =
        plans.lines(id, standing, text, asked, most).stream().map(PlanClientsApi::line).toList();
    boolean more =
        items.size() == most && !plans.lines(id, standing, text, asked * most + 1, 1).isEmpty();
    return new Page(items, asked, most, more);
  }

  private static Line line(PlanLine it) {
    return new Line(
        it.client().id().toString(),
        it.client().name(),
        it.standing(),
        it.twin() == null ? null : contact(it.twin()),
        it.others(),
        it.contested(),
        it.outcome(),
        it.chosen() != null);
  }

  private static Contact contact(Twin it) {
    return new Contact(
        it.ledgerId(),
        it.name(),
        it.email(),
        it.phone(),
        it.archived(),
        it.evidence().stream().sorted().toList());
  }

  /**
   * @param linked the contact it is linked with; absent if it is in no link
   * @param likely contacts in no link that fit, the best first
   * @param found contacts in no link whose name or e-mail begins with the text
   */
  record Question(
      @Nullable Contact linked,
      List<Contact> likely,
      List<Contact> found,
      @Nullable Choice choice,
      @Nullable String contact) {}

  @GetMapping("/{client}")
  @Operation(
      summary = "Who one client may be over there; finds contacts by the beginning of a name")
  Question who(
      @PathVariable BindingId id,
      @PathVariable ClientId client,
      @RequestParam(defaultValue = "") String search) {
    Twins.Question it = twins.about(id, client, search);
    return new Question(
        it.linked() == null ? null : contact(it.linked()),
        it.twins().stream().map(PlanClientsApi::contact).toList(),
        it.found().stream().map(PlanClientsApi::contact).toList(),
        it.chosen() == null ? null : it.chosen().choice(),
        it.chosen() == null ? null : it.chosen().contact());
  }

  /**
   * @param contact of a link: the ledger's id
   * @param wins OURS (if absent) or THEIRS, where both say something different
   */
  record Single(@Nullable Choice choice, @Nullable String contact, @Nullable Wins wins) {}

  @PutMapping("/{client}")
  @Operation(summary = "Say who one client is; also after the plan was started")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  Single decide(
      @PathVariable BindingId id, @PathVariable ClientId client, @RequestBody Single wanted) {
    twins.about(id, client, "");
    switch (PlanApi.said(wanted.choice(), "choice")) {
      case LINK ->
          twins.link(
              id,
              client,
              PlanApi.said(wanted.contact(), "contact"),
              Objects.requireNonNullElse(wanted.wins(), Wins.OURS));
      case CREATE -> twins.create(id, client);
      case LEAVE -> twins.leave(id, client);
    }
    return wanted;
  }
}
