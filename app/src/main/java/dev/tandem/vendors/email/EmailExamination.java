package dev.tandem.vendors.email;

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

  EmailExamination(Email email) {
    this.email = email;
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
              "Only addresses that match AMS_BILLING_EMAIL_WHITELIST_REGEX are mailed",
              "Unset it once every address may be mailed."));
    }
    return findings;
  }
}
