package dev.tandem.staff.web;

import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** The rest of a request, done for one practice. */
final class PracticeBound {

  private PracticeBound() {}

  static void go(
      PracticeId practice, ServletRequest request, ServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      Practices.in(
          practice,
          () -> {
            chain.doFilter(request, response);
            return true;
          });
    } catch (ServletException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }
}
