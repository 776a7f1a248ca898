package dev.tandem.staff.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI description says of all operations alike. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiDescription {

  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");

  @Bean
  OpenAPI tandemApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Tandem API")
                .version("v1")
                .description(
                    "The back office of one practice. Errors are problem+json (RFC 9457); 422"
                        + " carries `errors`: field to message. A write with an `Idempotency-Key`"
                        + " may be sent again within 24 hours and is done once."))
        .addSecurityItem(new SecurityRequirement().addList("apiKey"))
        .components(
            new Components()
                .addSecuritySchemes(
                    "apiKey",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API key of the practice, made under Setup, API keys.")));
  }

  @Bean
  OpenApiCustomizer sameForAllOperations() {
    return api ->
        api.getPaths()
            .values()
            .forEach(
                path ->
                    path.readOperationsMap()
                        .forEach(
                            (method, operation) -> {
                              if (WRITES.contains(method.name())) {
                                operation.addParametersItem(idempotencyKey());
                              }
                              operation.getResponses().putIfAbsent("default", problem());
                            }));
  }

  private static Parameter idempotencyKey() {
    return new Parameter()
        .in("header")
        .name(OnceOnly.HEADER)
        .required(false)
        .description("The caller's own name for this write, up to 255 letters.")
        .schema(new StringSchema().maxLength(255));
  }

  private static ApiResponse problem() {
    return new ApiResponse()
        .description(
            "Refused: type, title, status, detail, and errors by field where status is 422")
        .content(
            new Content()
                .addMediaType(
                    "application/problem+json",
                    new MediaType().schema(new Schema<>().type("object"))));
  }
}
