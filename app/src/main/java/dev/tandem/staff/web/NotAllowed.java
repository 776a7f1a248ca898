package dev.tandem.staff.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Says which of the two it is: a page that has been open for too long, or a role without the right.
 */
class NotAllowed implements AccessDeniedHandler {

  private static final String STALE =
      "This page was open for so long that it can no longer be sent. Go back, reload it, and try"
          + " again.";

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    if (e instanceof CsrfException) {
      request.setAttribute(ErrorPages.REASON, STALE);
    }
    response.sendError(HttpStatus.FORBIDDEN.value());
  }
}
