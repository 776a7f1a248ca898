package dev.tandem.staff.web;

import dev.tandem.shared.PracticeId;
import dev.tandem.staff.Membership;
import dev.tandem.staff.SessionTicket;
import dev.tandem.staff.SignIn;
import dev.tandem.staff.SignedIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * After sign-in, binds the practice that the person chose, if they (still) have a place there, and
 * gives them their role in it for this request.
 *
 * <p>Refuses what was sent from a page drawn for another practice: somebody with two practices
 * switches in one tab, presses Save in the other, and would write into the wrong one.
 */
class PracticeOfSession extends OncePerRequestFilter {

  /** Session attribute: the id of the chosen practice, as text. */
  static final String CHOSEN = "practice";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final SignIn signIn;

  PracticeOfSession(SignIn signIn) {
    this.signIn = signIn;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null
        || !(authentication.getPrincipal() instanceof SessionTicket ticket)) {
      chain.doFilter(request, response);
      return;
    }
    Membership place = chosen(signIn.places(ticket), request.getSession(false));
    if (place == null) {
      endSession(request);
      chain.doFilter(request, response);
      return;
    }
    SignedInAuthentication.enter(
        new SignedIn(place.staff(), null, place.name(), place.practice(), place.role()));
    PracticeBound.go(
        place.practice(), request, response, refusingOtherPages(chain, place.practice()));
  }

  private static FilterChain refusingOtherPages(FilterChain chain, PracticeId practice) {
    return (request, response) -> {
      if (drawnForAnother((HttpServletRequest) request, practice)) {
        request.setAttribute(ErrorPages.REASON, ErrorPages.OTHER_PRACTICE);
        ((HttpServletResponse) response).sendError(HttpServletResponse.SC_CONFLICT);
      } else {
        chain.doFilter(request, response);
      }
    };
  }

  private static boolean drawnForAnother(HttpServletRequest request, PracticeId practice) {
    if (request.getDispatcherType() != DispatcherType.REQUEST
        || SAFE.contains(request.getMethod())) {
      return false;
    }
    String header = request.getHeader(PracticeStamp.HEADER);
    String stamp = header == null ? request.getParameter(PracticeStamp.FIELD) : header;
    return stamp != null && !stamp.equals(practice.toString());
  }

  private static @Nullable Membership chosen(
      List<Membership> places, @Nullable HttpSession session) {
    Object chosen = session == null ? null : session.getAttribute(CHOSEN);
    return places.stream()
        .filter(it -> it.practice().toString().equals(chosen))
        .findFirst()
        .orElse(places.isEmpty() ? null : places.getFirst());
  }

  private static void endSession(HttpServletRequest request) {
    SecurityContextHolder.clearContext();
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }
}
