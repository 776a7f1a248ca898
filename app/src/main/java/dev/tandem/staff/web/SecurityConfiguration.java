package dev.tandem.staff.web;

import dev.tandem.staff.ApiKeys;
import dev.tandem.staff.BrowserPaths;
import dev.tandem.staff.SignIn;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.support.RequestDataValueProcessor;

/**
 * Who may ask for what. Four chains, the first that matches decides: files, machines without
 * sessions (webhooks, health), the API with its keys, and pages with their sessions.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableWebSecurity
@EnableMethodSecurity
class SecurityConfiguration {

  private static final String[] FILES = {
    "/webjars/**", "/fonts/**", "/*.css", "/*.js", "/*.svg", "/favicon.ico", "/robots.txt"
  };

  private static final String[] OPEN_PAGES = {"/sign-in", "/first-run", "/password/*", "/error"};

  /**
   * Scripts, styles and pictures are ours alone, and nothing of it stands inside a page. The hash
   * is that of an empty style element: FullCalendar makes one and fills it rule by rule from its
   * script.
   */
  private static final String CONTENT_POLICY =
      "default-src 'self'; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';"
          + " font-src 'self' data:; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private static final Pattern LOCAL =
      Pattern.compile(
          "[^.]*|\\[?[0-9a-f:]+:.*|[0-9.]+|.*\\.(?:localhost|local|lan|internal|home\\.arpa|test)",
          Pattern.CASE_INSENSITIVE);

  private static final String NO_DEVICES =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";

  /**
   * No session, so no cookie; and no headers against caching: the names change with the content.
   */
  @Bean
  @Order(1)
  SecurityFilterChain files(HttpSecurity http) throws Exception {
    withoutState(http)
        .securityMatcher(any(FILES))
        .authorizeHttpRequests(it -> it.anyRequest().permitAll());
    return http.headers(it -> it.cacheControl(HeadersConfigurer.CacheControlConfig::disable))
        .build();
  }

  /** Callers that prove themselves in their own way (signature, secret) or need no proof. */
  @Bean
  @Order(2)
  SecurityFilterChain machines(HttpSecurity http) throws Exception {
    return withoutState(http)
        .securityMatcher(
            any(
                "/webhooks/**",
                "/api/webhooks/**",
                "/billing/xero/webhooks/**",
                "/api/cron/**",
                "/api/health",
                "/actuator/**"))
        .authorizeHttpRequests(
            it ->
                it.requestMatchers(
                        "/webhooks/**",
                        "/api/webhooks/**",
                        "/billing/xero/webhooks/**",
                        "/api/cron/**",
                        "/api/health",
                        "/actuator/health/**")
                    .permitAll()
                    .anyRequest()
                    .access(fromThisMachine()))
        .exceptionHandling(
            it ->
                it.authenticationEntryPoint(
                    (request, response, e) -> response.sendError(HttpStatus.NOT_FOUND.value())))
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain api(
      HttpSecurity http,
      ApiKeys keys,
      Problems problems,
      AnsweredRequests answered,
      List<BrowserPaths> pages,
      @Value("${TANDEM_ALLOWED_ORIGINS:}") String origins)
      throws Exception {
    var allowed = AllowedOrigins.parse(origins).configuration();
    return withoutState(http)
        .cors(it -> allowed.ifPresentOrElse(cors -> it.configurationSource(_ -> cors), it::disable))
        .securityMatcher(it -> isForTheApi(it, pages))
        .addFilterBefore(new ApiKeyOfRequest(keys), AuthorizationFilter.class)
        .addFilterAfter(new OnceOnly(answered, problems), AuthorizationFilter.class)
        .authorizeHttpRequests(
            it ->
                it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .exceptionHandling(
            it ->
                it.authenticationEntryPoint(
                        (request, response, e) -> {
                          response.setHeader("WWW-Authenticate", "Bearer");
                          problems.write(
                              request,
                              response,
                              HttpStatus.UNAUTHORIZED,
                              "Send an API key of the practice: Authorization: Bearer KEY.");
                        })
                    .accessDeniedHandler(
                        (request, response, e) ->
                            problems.write(
                                request,
                                response,
                                HttpStatus.FORBIDDEN,
                                "The role of this API key does not include this.")))
        .build();
  }

  @Bean
  @Order(4)
  SecurityFilterChain pages(HttpSecurity http, SignIn signIn) throws Exception {
    return http.csrf(it -> it.spa())
        .requestCache(it -> it.requestCache(new NullRequestCache()))
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .addFilterBefore(new PracticeOfSession(signIn), AuthorizationFilter.class)
        .authorizeHttpRequests(
            it ->
                it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers(OPEN_PAGES)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .logout(
            it ->
                it.logoutRequestMatcher(
                        PathPatternRequestMatcher.withDefaults()
                            .matcher(org.springframework.http.HttpMethod.POST, "/sign-out"))
                    .deleteCookies("tandem_session")
                    .logoutSuccessUrl("/sign-in?signed-out"))
        .exceptionHandling(
            it -> it.authenticationEntryPoint(new ToSignIn()).accessDeniedHandler(new NotAllowed()))
        .headers(SecurityConfiguration::strict)
        .build();
  }

  /** A letter that PostgreSQL cannot keep is no text that anybody typed: 400 for the request. */
  @Bean
  HttpFirewall readableText() {
    var firewall = new StrictHttpFirewall();
    firewall.setAllowedParameterValues(it -> it.indexOf('\0') < 0);
    return firewall;
  }

  /** Forms carry the practice besides the token against forgery. */
  @Bean
  static BeanPostProcessor practiceStamp() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof RequestDataValueProcessor it ? new PracticeStamp(it) : bean;
      }
    };
  }

  /** Spring Boot would make up a user of its own without this bean; ours are checked elsewhere. */
  @Bean
  UserDetailsService nobodyByName() {
    return name -> {
      throw new UsernameNotFoundException("People sign in through the page");
    };
  }

  private static HttpSecurity withoutState(HttpSecurity http) throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .securityContext(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(SecurityConfiguration::strict);
  }

  private static void strict(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(it -> it.policyDirectives(CONTENT_POLICY))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
        // By HTTPS only. Other hosts of the practice below this one are not ours to decide about.
        // Not for this machine and names of a local network: their certificate may be taken away
        // again.
        .httpStrictTransportSecurity(
            it ->
                it.includeSubDomains(false)
                    .requestMatcher(
                        request ->
                            request.isSecure()
                                && !LOCAL.matcher(request.getServerName()).matches()))
        .referrerPolicy(it -> it.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(it -> it.policy(NO_DEVICES))
        .contentTypeOptions(Customizer.withDefaults());
  }

  /** The API's description is for people who are signed in as well. */
  private static boolean isForTheApi(
      jakarta.servlet.http.HttpServletRequest request, List<BrowserPaths> pages) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    boolean description = path.startsWith("/api/v1/openapi");
    return Problems.wantedBy(path)
        && pages.stream().noneMatch(it -> it.include(path))
        && (!description || request.getHeader("Authorization") != null);
  }

  private static AuthorizationManager<RequestAuthorizationContext> fromThisMachine() {
    return (_, context) -> {
      try {
        String address = context.getRequest().getRemoteAddr();
        return new AuthorizationDecision(InetAddress.getByName(address).isLoopbackAddress());
      } catch (java.net.UnknownHostException _) {
        return new AuthorizationDecision(false);
      }
    };
  }

  private static RequestMatcher any(String... patterns) {
    return new OrRequestMatcher(
        Arrays.stream(patterns)
            .<RequestMatcher>map(it -> PathPatternRequestMatcher.withDefaults().matcher(it))
            .toList());
  }
}
