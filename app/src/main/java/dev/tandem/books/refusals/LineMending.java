package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mapping.ServiceLines;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Corrections;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.Recoding;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Another account or tax for invoices that were refused because of it, for all that wait for the
 * same reason, and for the services that would be refused next.
 */
@Component
@Transactional
public class LineMending {

  private final Billing billing;
  private final Corrections corrections;
  private final ServiceLines services;
  private final HeldAlike held;
  private final LedgerChoices choices;

  LineMending(
      Billing billing,
      Corrections corrections,
      ServiceLines services,
      HeldAlike held,
      LedgerChoices choices) {
    this.billing = billing;
    this.corrections = corrections;
    this.services = services;
    this.held = held;
    this.choices = choices;
  }

  public record Account(String code, String name) {}

  /**
   * @param percent 10 means ten percent
   */
  public record Tax(String type, String name, BigDecimal percent) {}

  /** Where lines go now. */
  public record Posting(String account, String tax) {}

  /**
   * What there is to choose.
   *
   * @param postings of this invoice that the refusal is about
   * @param alike other invoices that wait for the same reason
   * @param services whose next invoice would be refused, too
   */
  public record Offer(
      List<Posting> postings,
      List<Account> accounts,
      List<Tax> taxes,
      List<InvoiceView> alike,
      List<ServiceView> services) {}

  /**
   * What would become of one invoice.
   *
   * @param total afterwards
   * @param refused why it cannot be done, in a sentence; null if it can
   */
  public record Changed(
      InvoiceView invoice, long lines, BigDecimal total, @Nullable String refused) {

    public boolean other() {
      return refused == null && total.compareTo(invoice.total()) != 0;
    }
  }

  @Transactional(readOnly = true)
  public Offer offer(InvoiceId id, UUID tenant, String words) {
    List<Posting> postings = concerned(billing.find(id), words);
    List<InvoiceId> alike =
        Stream.of(Step.ACCOUNT, Step.TAX)
            .flatMap(it -> held.of(tenant, Kind.INVOICE, it).stream())
            .map(it -> new InvoiceId(it.record().id()))
            .distinct()
            .filter(it -> !it.equals(id))
            .toList();
    return new Offer(
        postings,
        choices.accounts(tenant),
        choices.taxes(tenant),
        billing.byIds(alike).stream().filter(it -> lines(it, postings) > 0).toList(),
        services.in(tenant).stream()
            .filter(it -> postings.contains(new Posting(it.account(), it.tax())))
            .map(ServiceLines.Going::service)
            .toList());
  }

  /** Those that the words name; if they name none, every one of them. */
  private static List<Posting> concerned(InvoiceView invoice, String words) {
    List<Posting> all =
        invoice.lines().stream()
            .map(it -> new Posting(it.details().accountCode(), it.details().taxType()))
            .distinct()
            .toList();
    List<Posting> named =
        all.stream().filter(it -> names(words, it.account()) || names(words, it.tax())).toList();
    return named.isEmpty() ? all : named;
  }

  private static boolean names(String words, String code) {
    return !code.isEmpty()
        && (words.contains("'" + code + "'") || words.contains("code " + code + " "));
  }

  /** What the choice would do to each of these, the first ones first. */
  @Transactional(readOnly = true)
  public List<Changed> preview(Collection<InvoiceId> ids, List<Recoding> recodings) {
    return billing.byIds(ids).stream().map(it -> preview(it, recodings)).toList();
  }

  private Changed preview(InvoiceView it, List<Recoding> recodings) {
    long lines = lines(it, recodings.stream().map(LineMending::from).toList());
    try {
      return new Changed(it, lines, corrections.recoded(it.id(), recodings), null);
    } catch (Refused e) {
      return new Changed(it, lines, it.total(), e.getMessage());
    }
  }

  private static Posting from(Recoding it) {
    return new Posting(it.account(), it.tax());
  }

  private static long lines(InvoiceView invoice, Collection<Posting> postings) {
    return invoice.lines().stream()
        .filter(
            it ->
                postings.contains(new Posting(it.details().accountCode(), it.details().taxType())))
        .count();
  }

  /**
   * Does it; each invoice goes again by itself. Those that cannot be changed stay as they are.
   *
   * @return how many were changed
   */
  public int mend(Collection<InvoiceId> ids, List<Recoding> recodings) {
    int mended = 0;
    for (Changed it : preview(ids, recodings)) {
      if (it.refused() == null && it.lines() > 0) {
        corrections.recode(it.invoice().id(), recodings);
        mended++;
      }
    }
    return mended;
  }

  /** From now on these services go there, too; what other organisations book stays as it is. */
  public void remap(UUID tenant, Collection<ServiceId> chosen, List<Recoding> recodings) {
    for (ServiceLines.Going it : services.in(tenant)) {
      if (chosen.contains(it.service().id())) {
        recodings.stream()
            .filter(to -> from(to).equals(new Posting(it.account(), it.tax())))
            .findFirst()
            .ifPresent(
                to -> services.book(tenant, it.service().id(), to.newAccount(), to.newTax()));
      }
    }
  }
}
