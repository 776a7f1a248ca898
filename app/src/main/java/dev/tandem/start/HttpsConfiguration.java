package dev.tandem.start;

import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The second, plain port beside HTTPS. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnProperty(Https.PLAIN_PORT)
class HttpsConfiguration {

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainConnector(
      @Value("${" + Https.PLAIN_PORT + "}") int port,
      @Value("${server.address:127.0.0.1}") String address) {
    return factory -> {
      var plain = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
      plain.setPort(port);
      plain.setProperty("address", address);
      factory.addAdditionalConnectors(plain);
    };
  }

  /** Before everything else: nothing is said to anybody over plain HTTP. */
  @Bean
  FilterRegistrationBean<ToHttps> toHttps(@Value("${server.port}") int securePort) {
    var registration = new FilterRegistrationBean<>(new ToHttps(securePort));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }
}
