package dev.tandem.books.connection;

import dev.tandem.staff.BrowserPaths;
import org.springframework.stereotype.Component;

/** Where Xero sends people back to is a page, also below {@code /api}. */
@Component
class CallbackPath implements BrowserPaths {

  private final XeroApp app;

  CallbackPath(XeroApp app) {
    this.app = app;
  }

  @Override
  public boolean include(String path) {
    return path.equals(app.callbackPath());
  }
}
