package dev.tandem.books.inbox.web;

import dev.tandem.books.inbox.Deliveries;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class XeroWebhookConfiguration {

  /** Other systems have taught people three addresses, one of them with a slash at its end. */
  private static final String[] ADDRESSES = {
    "/webhooks/xero",
    "/webhooks/xero/",
    "/api/webhooks/xero",
    "/api/webhooks/xero/",
    "/billing/xero/webhooks",
    "/billing/xero/webhooks/"
  };

  @Bean
  FilterRegistrationBean<XeroWebhookFilter> xeroWebhook(Deliveries deliveries) {
    var registration = new FilterRegistrationBean<>(new XeroWebhookFilter(deliveries));
    registration.addUrlPatterns(ADDRESSES);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }
}
