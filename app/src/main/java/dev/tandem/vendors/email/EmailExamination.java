package dev.tandem.vendors.email;

import dev.tandem.shared.Recipients;
import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether this installation can mail its people. */
@Component
class EmailExamination implements Examination {

  private final Email email;
  private final Recipients recipients;

  EmailExamination(Email email, Recipients recipients) {
    this.email = email;
    this.recipients = recipients;
  }

  @Override
  public Chapter chapter() {
    return Chapter.EMAIL;
  }

  @Override
  public List<Finding> examine() {
    var findings = new ArrayList<Finding>();
    findings.add(
        email
            .trouble()
            .map(
                it ->
                    email.carrier().isPresent() || email.selective()
                        ? Finding.wrong("Sending mail", it, "Set it and start Tandem again.")
                        : Finding.look(
                            "Sending mail", "Nobody is mailed; notices stay inside Tandem", it))
            .orElseGet(
                () ->
                    Finding.fine(
                        "Sending mail", "Mail goes out over " + email.carrier().orElseThrow())));
    if (email.selective()) {
      findings.add(
          Finding.look(
              "Allowed recipients",
              "Only addresses that match "
                  + recipients.setting().orElseThrow()
                  + " are written to, by Xero as well",
              "Unset TANDEM_RECIPIENTS once every address may be written to."));
    } else {
      findings.add(
          Finding.fine("Allowed recipients", "Everybody; TANDEM_RECIPIENTS would narrow it down"));
    }
    return findings;
  }
}
