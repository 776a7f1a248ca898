package dev.tandem.books.connection;

import dev.tandem.shared.doctor.Chapter;
import dev.tandem.shared.doctor.Examination;
import dev.tandem.shared.doctor.Finding;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which kind of app the environment names, and whether its scopes have a future. */
@Component
class AppExamination implements Examination {

  private static final String TITLE = "Kind of Xero app";

  private final XeroAppSettings settings;

  AppExamination(XeroAppSettings settings) {
    this.settings = settings;
  }

  @Override
  public Chapter chapter() {
    return Chapter.CONFIGURATION;
  }

  @Override
  public List<Finding> examine() {
    if (!settings.complete()) {
      // Said elsewhere; practices may have custom connections of their own.
      return List.of();
    }
    if (settings.custom()) {
      return List.of(
          Finding.fine(
              TITLE, "A custom connection to the organisation " + settings.tenantId() + "."));
    }
    return List.of(
        settings.broad()
            ? Finding.look(
                TITLE,
                "A standard app with broad scopes (XERO_SCOPES=broad). Xero ends them on 13 September 2027.",
                "Remove XERO_SCOPES, start again, and let each practice consent once more under Ledger, Features.")
            : Finding.fine(TITLE, "A standard app with granular scopes."));
  }
}
