package dev.tandem.staff.web;

import dev.tandem.staff.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** What a request is done as; lives as long as the request. Authorities are permission names. */
class SignedInAuthentication extends AbstractAuthenticationToken {

  private final transient SignedIn me;

  SignedInAuthentication(SignedIn me) {
    super(
        me.role().permissions().stream().map(it -> new SimpleGrantedAuthority(it.name())).toList());
    this.me = me;
    setAuthenticated(true);
  }

  /** For the rest of this request; never stored in the session. */
  static void enter(SignedIn me) {
    SecurityContextHolder.setContext(new SecurityContextImpl(new SignedInAuthentication(me)));
  }

  @Override
  public SignedIn getPrincipal() {
    return me;
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }
}
