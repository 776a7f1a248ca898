package dev.tandem.staff.web;

import dev.tandem.staff.SessionTicket;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.stereotype.Component;

/**
 * Begins sessions. Each sign-in gets a new session id and a new token, whatever was there before.
 */
@Component
class Sessions {

  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  void begin(SessionTicket ticket, HttpServletRequest request, HttpServletResponse response) {
    var old = request.getSession(false);
    if (old != null) {
      old.invalidate();
    }
    CookieCsrfTokenRepository.withHttpOnlyFalse().saveToken(null, request, response);
    var authentication = UsernamePasswordAuthenticationToken.authenticated(ticket, null, List.of());
    contexts.saveContext(new SecurityContextImpl(authentication), request, response);
  }
}
