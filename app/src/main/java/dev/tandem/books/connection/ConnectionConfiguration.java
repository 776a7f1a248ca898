package dev.tandem.books.connection;

import dev.tandem.shared.SealedColumn;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(XeroAppSettings.class)
class ConnectionConfiguration {

  @Bean
  SealedColumn accessTokens() {
    return Grants.ACCESS;
  }

  @Bean
  SealedColumn refreshTokens() {
    return Grants.REFRESH;
  }

  @Bean
  SealedColumn consentVerifiers() {
    return ConsentAttempts.VERIFIER;
  }

  @Bean
  SealedColumn customSecrets() {
    return CustomApps.SECRET;
  }

  @Bean
  SealedColumn customSigningKeys() {
    return CustomApps.SIGNING;
  }

  @Bean
  SealedColumn customSigningKeysBefore() {
    return CustomApps.SIGNING_BEFORE;
  }
}
