package dev.tandem.books.mailing;

import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.AuditTrail;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether invoices may be e-mailed through the ledger: {@code XERO_EMAIL_INVOICES} decides for the
 * installation (on unless it says no; a demo company cannot send), then each practice for itself.
 */
@Component
@Transactional
public class MailChoices {

  private static final Set<String> OFF = Set.of("false", "0", "no", "off");

  private final boolean installation;
  private final JdbcClient jdbc;
  private final AuditTrail trail;

  MailChoices(
      @Value("${tandem.xero.email-invoices:true}") String setting,
      JdbcClient jdbc,
      AuditTrail trail) {
    this.installation = !OFF.contains(setting.strip().toLowerCase(Locale.ROOT));
    this.jdbc = jdbc;
    this.trail = trail;
  }

  /** Whether this installation lets anybody. */
  public boolean installation() {
    return installation;
  }

  /** The practice's own choice, whatever the installation says. */
  @Transactional(readOnly = true)
  public boolean practice() {
    return jdbc.sql("select through_ledger from practice.mail_choice")
        .query(Boolean.class)
        .optional()
        .orElse(true);
  }

  /** Whether each is mailed without being asked for, once it is approved and over there. */
  @Transactional(readOnly = true)
  public boolean byItself() {
    return on()
        && jdbc.sql("select by_itself from practice.mail_choice")
            .query(Boolean.class)
            .optional()
            .orElse(false);
  }

  public boolean on() {
    return installation && practice();
  }

  /**
   * Turns it on or off for the practice.
   *
   * @param byItself whether invoices that are approved from now on are mailed by themselves
   */
  public void turn(boolean on, boolean byItself) {
    jdbc.sql(
            """
            insert into practice.mail_choice (through_ledger, by_itself) values (:on, :byItself)
            on conflict (practice_id) do update set through_ledger = :on, by_itself = :byItself""")
        .param("on", on)
        .param("byItself", on && byItself)
        .update();
    if (!on || !byItself) {
      // Turned on again another day, it begins with what is approved then.
      jdbc.sql("delete from practice.mail_due").update();
    }
    trail.note(
        new RecordRef("practice", Practices.current().value()),
        null,
        "changed",
        "turned e-mailing invoices through Xero "
            + (on ? "on" : "off")
            + (on && byItself ? ", by itself once they are approved" : ""));
  }
}
