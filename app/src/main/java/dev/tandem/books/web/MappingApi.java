package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.mapping.Flaw;
import dev.tandem.books.mapping.Mapping;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Offered;
import dev.tandem.books.mapping.Part;
import dev.tandem.books.mapping.Replacing;
import dev.tandem.books.mapping.Row;
import dev.tandem.books.mapping.Subject;
import dev.tandem.books.mapping.Target;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where everything belongs in an organisation's books, for programs. */
@RestController
@RequestMapping("/api/v1/ledger/connections/{id}/mapping")
@Tag(name = "Ledger mapping")
@PreAuthorize("hasAuthority('LEDGER_VIEW')")
class MappingApi {

  private final Connections connections;
  private final Mappings mappings;
  private final Replacing replacing;
  private final ReferenceWishes wishes;

  MappingApi(
      Connections connections, Mappings mappings, Replacing replacing, ReferenceWishes wishes) {
    this.connections = connections;
    this.mappings = mappings;
    this.replacing = replacing;
    this.wishes = wishes;
  }

  @InitBinder
  void kinds(WebDataBinder binder) {
    binder.registerCustomEditor(Subject.Kind.class, new SubjectWord());
  }

  /**
   * @param readAt when the accounts were last read; absent if never
   * @param lines what lines can be mapped to
   * @param banks accounts that payments can be mapped to
   * @param flaws what is mapped to what the organisation does not have any more
   */
  record MappingJson(
      String organisation,
      @Nullable Instant readAt,
      List<RowJson> mapped,
      List<AccountJson> lines,
      List<AccountJson> banks,
      List<TaxJson> taxes,
      List<ItemJson> items,
      List<CategoryJson> tracking,
      List<Flaw> flaws) {}

  /**
   * @param kind service, practitioner, location, payment or default
   * @param subject its id, the payment method's name, or {@code rest}
   * @param account the ledger's id of an account, as of item and tracking options; absent: left to
   *     what is less particular
   * @param problem why it cannot stay so
   */
  record RowJson(
      String kind,
      String subject,
      String name,
      @Nullable String account,
      @Nullable String item,
      @Nullable String tax,
      List<String> tracking,
      @Nullable String problem) {

    static RowJson of(Row it) {
      Target target = it.target();
      return new RowJson(
          it.subject().kind().text(),
          it.subject().id().isEmpty() ? "rest" : it.subject().id(),
          it.name(),
          target.account(),
          target.item(),
          target.tax(),
          target.tracking(),
          it.problem());
    }
  }

  record AccountJson(String id, @Nullable String code, String name) {}

  record TaxJson(String taxType, String name, BigDecimal percent) {}

  record ItemJson(String id, String code, String name) {}

  record CategoryJson(String id, String name, List<OptionJson> options) {}

  record OptionJson(String id, String name) {}

  @GetMapping
  @Operation(summary = "What is mapped to what, and what there is to map to")
  MappingJson mapping(@PathVariable BindingId id) {
    Mapping it = mappings.of(connected(id));
    Offered offered = it.offered();
    return new MappingJson(
        it.organisation().organisationName(),
        it.readAt(),
        Stream.of(
                it.services(),
                it.practitioners(),
                it.locations(),
                List.of(it.rest()),
                it.payments(),
                List.of(it.restOfPayments()))
            .flatMap(List::stream)
            .map(RowJson::of)
            .toList(),
        accounts(offered.sales()),
        accounts(offered.banks()),
        offered.salesTaxes().stream()
            .map(tax -> new TaxJson(tax.taxType(), tax.name(), tax.percent()))
            .toList(),
        offered.goods().stream()
            .map(item -> new ItemJson(item.id(), item.code(), item.name()))
            .toList(),
        offered.categories().stream()
            .map(
                category ->
                    new CategoryJson(
                        category.id(),
                        category.name(),
                        category.options().stream()
                            .map(option -> new OptionJson(option.id(), option.name()))
                            .toList()))
            .toList(),
        it.flaws());
  }

  private static List<AccountJson> accounts(List<dev.tandem.books.ledger.LedgerAccount> all) {
    return all.stream().map(it -> new AccountJson(it.id(), it.code(), it.name())).toList();
  }

  /**
   * @param account the ledger's id, as of item and tracking options; absent: left to what is less
   *     particular
   */
  record Wanted(
      @Nullable String account,
      @Nullable String item,
      @Nullable String tax,
      @Nullable List<String> tracking) {}

  @PutMapping("/{kind}/{subject}")
  @Operation(summary = "Say where something belongs from now on")
  @PreAuthorize("hasAuthority('SETUP_EDIT')")
  MappingJson map(
      @PathVariable BindingId id,
      @PathVariable Subject.Kind kind,
      @PathVariable String subject,
      @RequestBody Wanted wanted) {
    mappings.map(
        connected(id),
        MappingController.subject(kind, subject),
        new Target(
            wanted.account(),
            wanted.item(),
            wanted.tax(),
            wanted.tracking() == null ? List.of() : wanted.tracking()));
    return mapping(id);
  }

  /**
   * @param part account, tax, item or tracking
   * @param payment whether the accounts of payments are meant
   * @param from as a flaw says it
   */
  record Replacement(
      @Nullable String part,
      @Nullable Boolean payment,
      @Nullable String from,
      @Nullable String to) {}

  /**
   * @param places in how many places of the mapping
   * @param documents on how many drafts and documents that were not sent yet
   * @param stayed why others stay as they are, in a sentence each
   */
  record Replaced(int places, int documents, List<String> stayed) {

    static Replaced of(Replacing.Replaced it) {
      return new Replaced(it.places(), it.documents(), it.stayed());
    }
  }

  @PostMapping("/replacements")
  @Operation(
      summary = "Put something in the place of what is not there any more, wherever it is used")
  @PreAuthorize("hasAuthority('SETUP_EDIT')")
  Replaced replace(@PathVariable BindingId id, @RequestBody Replacement wanted) {
    Binding organisation = connected(id);
    String part = PlanApi.said(wanted.part(), "part");
    return Replaced.of(
        replacing.replace(
            organisation,
            Part.named(part)
                .orElseThrow(
                    () -> new InvalidInput("part", "One of account, tax, item and tracking.")),
            Boolean.TRUE.equals(wanted.payment()),
            PlanApi.said(wanted.from(), "from"),
            PlanApi.said(wanted.to(), "to")));
  }

  @PostMapping("/reading")
  @Operation(summary = "Read accounts, taxes, items, tracking and settings from the ledger again")
  @PreAuthorize("hasAuthority('LEDGER_OPERATE')")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void read(@PathVariable BindingId id) {
    wishes.readNow(UUID.fromString(connected(id).tenantId()));
  }

  private Binding connected(BindingId id) {
    Binding it = connections.binding(id);
    if (it.status() == Binding.Status.DISCONNECTED) {
      throw new Refused(it.organisationName() + " is disconnected.");
    }
    return it;
  }
}
