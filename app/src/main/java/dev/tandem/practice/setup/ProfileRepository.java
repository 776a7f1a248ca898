package dev.tandem.practice.setup;

import dev.tandem.practice.setup.Preferences.InvoiceAs;
import dev.tandem.practice.setup.Preferences.InvoiceOn;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.AuditTrail;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The practice's own row (in the house) and its preferences. */
@Component
class ProfileRepository {

  private final JdbcClient db;
  private final AuditTrail trail;
  private final Clock clock;

  ProfileRepository(JdbcClient db, AuditTrail trail, Clock clock) {
    this.db = db;
    this.trail = trail;
    this.clock = clock;
  }

  PracticeProfile current() {
    return db.sql("select * from house.practice where id = ?")
        .param(Practices.current().value())
        .query(
            (row, _) ->
                new PracticeProfile(
                    new PracticeId(row.getObject("id", UUID.class)),
                    row.getString("name"),
                    PracticeKind.ofKey(row.getString("kind")),
                    row.getString("country"),
                    ZoneId.of(row.getString("time_zone")),
                    row.getString("currency")))
        .single();
  }

  boolean several() {
    return db.sql("select count(*) > 1 from house.practice").query(Boolean.class).single();
  }

  /** Practices of that name (in any case) or id. */
  List<PracticeId> named(String nameOrId) {
    return db.sql(
            "select id from house.practice where id::text = lower(:it) or lower(name) = lower(:it)")
        .param("it", nameOrId.strip())
        .query((row, _) -> new PracticeId(row.getObject("id", UUID.class)))
        .list();
  }

  void add(PracticeProfile it) {
    check(it);
    db.sql(
            """
            insert into house.practice (id, name, kind, country, time_zone, currency, created_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            it.id().value(),
            it.name().strip(),
            it.kind().key(),
            it.country(),
            it.zone().getId(),
            it.currency(),
            Timestamp.from(clock.instant()))
        .update();
    db.sql("insert into practice.preferences default values").update();
    note("opened", "opened the practice");
  }

  void change(PracticeProfile it) {
    check(it);
    db.sql("update house.practice set name = ?, kind = ?, country = ?, time_zone = ? where id = ?")
        .params(
            it.name().strip(),
            it.kind().key(),
            it.country(),
            it.zone().getId(),
            Practices.current().value())
        .update();
    note("changed", "changed the practice's profile");
  }

  Preferences preferences() {
    return db.sql("select * from practice.preferences")
        .query(
            (row, _) ->
                new Preferences(
                    InvoiceOn.valueOf(row.getString("invoice_on")),
                    InvoiceAs.valueOf(row.getString("invoice_as")),
                    new PaymentTerms(
                        PaymentTerms.Rule.valueOf(row.getString("payment_terms_rule")),
                        row.getInt("payment_terms_days")),
                    row.getString("invoice_prefix")))
        .single();
  }

  void change(Preferences it) {
    PaymentTerms terms = it.paymentTerms();
    new Typed()
        .check("paymentTermsDays", terms.rule().allows(terms.days()), terms.rule().range())
        .check(
            "invoicePrefix",
            it.invoicePrefix().matches("[A-Za-z0-9/_-]{0,12}"),
            "Use up to 12 letters, digits, - / or _.")
        .refuseErrors();
    db.sql(
            """
            update practice.preferences
            set invoice_on = ?, invoice_as = ?, payment_terms_rule = ?, payment_terms_days = ?,
                invoice_prefix = ?
            """)
        .params(
            it.invoiceOn().name(),
            it.invoiceAs().name(),
            terms.rule().name(),
            terms.days(),
            it.invoicePrefix())
        .update();
    note("changed", "changed the preferences");
  }

  private static void check(PracticeProfile it) {
    new Typed()
        .require("name", it.name(), 120, "the practice's name")
        .check(
            "country", Set.of(Locale.getISOCountries()).contains(it.country()), "Choose a country.")
        .check("currency", isCurrency(it.currency()), "Choose a currency.")
        .refuseErrors();
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(it -> it.getCurrencyCode().equals(code));
  }

  private void note(String action, String text) {
    trail.note(new RecordRef("practice", Practices.current().value()), null, action, text);
  }
}
