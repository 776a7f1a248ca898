package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mapping.ServiceLines;
import dev.tandem.books.outbox.WaitingRecords.Entry;
import dev.tandem.practice.billing.Recoding;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
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
 * Another account or tax for invoices and credit notes that were refused because of it, for all
 * that wait for the same reason, and for the services that would be refused next.
 */
@Component
@Transactional
public class LineMending {

  private final Documents documents;
  private final ServiceLines services;
  private final HeldAlike held;
  private final LedgerChoices choices;

  LineMending(Documents documents, ServiceLines services, HeldAlike held, LedgerChoices choices) {
    this.documents = documents;
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
      List<Document> alike,
      List<ServiceView> services) {}

  /**
   * What would become of one document.
   *
   * @param total afterwards
   * @param refused why it cannot be done, in a sentence; null if it can
   */
  public record Changed(Document document, long lines, BigDecimal total, @Nullable String refused) {

    public boolean other() {
      return refused == null && total.compareTo(document.total()) != 0;
    }
  }

  @Transactional(readOnly = true)
  public Offer offer(RecordRef record, UUID tenant, String words) {
    List<Posting> postings = concerned(documents.find(record), words);
    List<RecordRef> alike =
        Stream.of(Step.ACCOUNT, Step.TAX)
            .flatMap(it -> held.of(tenant, null, it).stream())
            .map(Entry::record)
            .distinct()
            .filter(it -> !it.equals(record))
            .toList();
    return new Offer(
        postings,
        choices.accounts(tenant, record.kind().equals(Kind.CREDIT_NOTE.text())),
        choices.taxes(tenant, record.kind().equals(Kind.CREDIT_NOTE.text())),
        documents.of(alike).stream().filter(it -> lines(it, postings) > 0).toList(),
        services.in(tenant).stream()
            .filter(it -> postings.contains(new Posting(it.account(), it.tax())))
            .map(ServiceLines.Going::service)
            .toList());
  }

  /** Those that the words name; if they name none, every one of them. */
  private static List<Posting> concerned(Document document, String words) {
    List<Posting> all =
        document.lines().stream()
            .map(it -> new Posting(it.accountCode(), it.taxType()))
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
  public List<Changed> preview(Collection<RecordRef> records, List<Recoding> recodings) {
    return documents.of(records).stream().map(it -> preview(it, recodings)).toList();
  }

  private Changed preview(Document it, List<Recoding> recodings) {
    long lines = lines(it, recodings.stream().map(LineMending::from).toList());
    try {
      return new Changed(it, lines, documents.recoded(it.record(), recodings), null);
    } catch (Refused e) {
      return new Changed(it, lines, it.total(), e.getMessage());
    } catch (InvalidInput e) {
      return new Changed(it, lines, it.total(), String.join(" ", e.errors().values()));
    }
  }

  private static Posting from(Recoding it) {
    return new Posting(it.account(), it.tax());
  }

  private static long lines(Document document, Collection<Posting> postings) {
    return document.lines().stream()
        .filter(it -> postings.contains(new Posting(it.accountCode(), it.taxType())))
        .count();
  }

  /**
   * Does it; each goes again by itself. Those that cannot be changed stay as they are.
   *
   * @return how many were changed
   */
  public int mend(Collection<RecordRef> records, List<Recoding> recodings) {
    int mended = 0;
    for (Changed it : preview(records, recodings)) {
      if (it.refused() == null && it.lines() > 0) {
        documents.recode(it.document().record(), recodings);
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
